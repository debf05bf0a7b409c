// Made by `npm run schema` out of components/settings. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** A further job that Prometheus scrapes. */
export interface ScrapeTarget {
  /** Name of the job; each is named once. */
  job: string;
  /** Addresses in the form `host:port`, as seen from the stack's network. */
  targets: string[];
  /** Path of the metrics. Default: `/metrics`. */
  path?: string;
  /** `http` or `https`. Default: `http`. */
  scheme?: string;
  /** Labels that each of the job's series gets. */
  labels?: Record<string, string>;
}

/** A further Docker host of a pipeline. */
export interface PipelineHost {
  /** Its `host.name`; each is named once. */
  name: string;
  /** Address of its engine, as `DOCKER_HOST` has it. */
  docker: string;
  /** Folder of the client certificate for an engine behind TLS. */
  certPath?: string;
  /** The engine's socket there. Default: `/var/run/docker.sock`. */
  dockerSocket?: string;
}

/**
 * The settings of a pipeline, as plain values of simple types, because they are written into config files:
 * a preview shows the files as they will be. Those that take an Input are secrets.
 */
export interface PipelineArgs {
  /**
   * Docker engine that the pipeline is for, as `DOCKER_HOST` has it. Needed with a Docker provider of your own,
   * and then the same as its `host`. Default: the stack's `docker:host`, else `DOCKER_HOST`, the current
   * Docker context, or the default socket.
   */
  dockerHost?: string;
  /** Folder of the client certificate for `dockerHost`. Default: the stack's `docker:certPath`, else `DOCKER_CERT_PATH`. */
  dockerCertPath?: string;

  /** Name of the environment. Every signal carries it as `deployment.environment.name` and as `environment`. If empty, the name of the stack applies. Must be a name of letters, digits, '.', '_' and '-', or empty. */
  environment?: string;
  /** Prefix of the name of every container, network and volume. If empty, `observability-<stack>` applies. A change recreates everything, **with new, empty data volumes**. Must be up to 40 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, or empty. */
  namePrefix?: string;
  /** Name of the Docker host. Its container metrics, host metrics and container logs carry it as `host.name`. If empty, the name that its Docker Engine reports applies. Must be a host name, or empty. */
  hostName?: string;
  /** Services that this stack runs. Omit a service that you run elsewhere, and set its URL (`prometheusUrl`, `tempoUrl`, `lokiUrl`). The default does not include `alertmanager`. Must be a list of distinct names out of cadvisor, prometheus, collector, agent, tempo, loki, grafana, alertmanager, node-exporter. Default: `["cadvisor","prometheus","collector","agent","tempo","loki","grafana"]`. */
  services?: string[];
  /** Protects the data volumes: they survive `npm run down` and cannot be replaced. To allow the deletion of a stack's data, turn it off and run `up` first. Must be true or false. Default: `true`. */
  protectData?: boolean;
  /** Existing volumes for the data of services, instead of `<namePrefix>-<service>-data`. The service's user becomes the owner of all files in the volume. This project never deletes a volume that belongs to no other stack: see `docs/how-to/environments.md`. A change replaces the container. Must be an object that gives services (prometheus, collector, agent, tempo, loki, grafana, alertmanager) the name of a Docker volume each. Default: `{}`. */
  dataVolumes?: Record<string, string>;
  /** Address of the Docker host on which ports are published. Validation rejects any address but loopback unless `tls` is on and `otlpAuth` requires credentials. Must be an IP address of the Docker host. Default: `127.0.0.1`. */
  bindAddress?: string;
  /** Published port of Grafana. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3000`. */
  grafanaPort?: number;
  /** Published port of Prometheus. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `9090`. */
  prometheusPort?: number;
  /** Published port for OTLP over gRPC. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `4317`. */
  otlpGrpcPort?: number;
  /** Published port for OTLP over HTTP. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `4318`. */
  otlpHttpPort?: number;
  /** Published port of Tempo's query API. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3200`. */
  tempoPort?: number;
  /** Published port of Loki's query API. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3100`. */
  lokiPort?: number;
  /** Published port of Alertmanager. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `9093`. */
  alertmanagerPort?: number;
  /** TLS mode of the published ports. With TLS, Prometheus, Loki, Tempo and Alertmanager require a client certificate that the stack generates. It is in the outputs `tlsClientCertificate` and `tlsClientKey`. `generated`: the stack also generates the servers' certificate. `files`: you provide the servers' certificate. A change replaces the services. Must be one of off, generated, files. Default: `off`. */
  tls?: string;
  /** Names by which clients reach the stack. With `tls: generated`, the servers' certificate contains them, together with `bindAddress`, `hostName`, `localhost` and the names on the stack's network. A change generates a new certificate. With `tls: files`, your certificate must be valid for the first name: the services verify each other by it. Must be a list of host names and IP addresses. Default: `[]`. */
  tlsNames?: string[];
  /** Servers' certificate for `tls: files`, in PEM format, followed by the intermediate certificates. Each `up` reads the file. A new certificate replaces the services. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsCertificateFile?: string;
  /** Private key of `tlsCertificateFile`, in PEM format, without a passphrase. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsKeyFile?: string;
  /** Certificate of the CA that signed `tlsCertificateFile`, in PEM format. The stack's clients trust it. It is not used for client authentication: the stack's own CA issues the client certificates. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsCaFile?: string;
  /** Credentials that the published OTLP ports require from clients, with `tls` on. `token`: the bearer token in the output `otlpToken`. `mtls`: a client certificate, as for the stores. Clients on the stack's own network need no credentials. Must be one of none, token, mtls. Default: `none`. */
  otlpAuth?: string;
  /** Generation number of all secrets that the stack creates: Grafana's password, the OTLP token, the certificate authority and its certificates. Raise it by one to replace all of them. No data is lost. From then on, the old secrets are rejected. See [security](operate/secrets.md#rotation). Must be a whole number counting up from 1 to 1000000. Default: `1`. */
  secretsGeneration?: number;
  /** Remote Docker hosts, each with the address of its Docker Engine. `up` deploys an agent and cAdvisor to each host, which push to `gatewayEndpoint`. `name` becomes the `host.name` of the host. `certPath` is the folder with the client certificate for an engine behind TLS. See [hosts](how-to/hosts.md). Must be a list of {"name", "docker": "ssh://…", "tcp://…", "https://…" or "unix://…", "certPath"?, "dockerSocket"?}. Default: `[]`. */
  hosts?: PipelineHost[];
  /** Address at which agents on other hosts reach this stack's OTLP port over gRPC. It is the published `otlpGrpcPort`, or an address that forwards to it. Requires `tls` and `otlpAuth`. Must be host:port, the port from 1 to 65535, or empty. */
  gatewayEndpoint?: string;
  /** Name of the stack with the gateway that this stack's agent sends to. It is for a host with its own stack, which runs `agent` and `cadvisor` only. `up` reads the gateway's endpoint, token and certificates from the outputs of the backend stack. `environment` defaults to the environment of the backend stack. Must be the name of a stack, `dev` or `organization/project/dev`, or empty. */
  backendStack?: string;
  /** Deploys the stack as services of a Docker Swarm instead of containers of one Docker Engine. cAdvisor and the agent run on each node. Everything else runs where `backendPlacement` allows it. The engine must be a manager. Ports are published on every address of the node that a service runs on. `oomEvents` has no effect on a Swarm. A change requires `npm run down` first. See [swarm](how-to/swarm.md). Must be true or false. Default: `false`. */
  swarm?: boolean;
  /** Encrypts traffic between nodes on the stack's network in a Swarm. Encryption costs CPU on each node. `tls` alone covers the stores' own traffic, but not the data that apps send on that network. Must be true or false. Default: `false`. */
  overlayEncryption?: boolean;
  /** Placement constraints for the Swarm node that runs the stores, Grafana and the gateway. Their volumes belong to that node. Exactly one node must therefore meet the constraints, unless `backendMayMove` is set. Must be a list of placement constraints in Docker's words, such as "node.labels.observability == true". Default: `[]`. */
  backendPlacement?: string[];
  /** Allows several nodes of a Swarm to meet `backendPlacement` and `gatewayPlacement`. A service then moves automatically when its node is drained or lost, and may move at any update. It starts with an empty volume on the new node, and finds the old volume again when it returns. Use it for stacks that keep their history elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or if the history may have gaps. Must be true or false. Default: `false`. */
  backendMayMove?: boolean;
  /** Swarm nodes that run the gateways: as many nodes as `gatewayReplicas`. Each gateway keeps its queue on its node's disk. Empty: same as `backendPlacement`. Must be a list of placement constraints in Docker's words, such as "node.labels.observability == true". Default: `[]`. */
  gatewayPlacement?: string[];
  /** Number of gateways of a stack on a Swarm, each on its own node: see `gatewayPlacement`. All spans of a trace pass through one gateway, regardless of which gateways receive them, as long as no gateway starts or stops. `collectorMemoryMiB` and `queueSize` apply to each gateway. See [swarm](how-to/swarm.md#several-gateways). Must be a whole number gateways from 1 to 32. Default: `1`. */
  gatewayReplicas?: number;
  /** Interval between scrapes of metrics, and the smallest step of the dashboards. Must be a duration from 1s to 5m, such as 15s, 1h30m or 7d. Default: `15s`. */
  scrapeInterval?: string;
  /** Interval at which Prometheus evaluates its rules. Must be a duration from 1s to 10m, such as 15s, 1h30m or 7d. Default: `15s`. */
  evaluationInterval?: string;
  /** Age at which Prometheus deletes metrics. Changes take effect without a restart. Must be a duration from 1h to 10y, such as 15s, 1h30m or 7d. Default: `15d`. */
  metricsRetention?: string;
  /** Maximum disk space for metrics. Above it, Prometheus deletes the oldest metrics, regardless of their age. Changes take effect without a restart. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  metricsRetentionSize?: string;
  /** Maximum delay with which a metric may arrive. Set it longer than the longest Prometheus outage that the queues must bridge. Prometheus permanently rejects metrics that arrive later. Must be a duration from 1m to 7d, such as 15s, 1h30m or 7d. Default: `2h`. */
  outOfOrderWindow?: string;
  /** Additional scrape jobs for Prometheus. Prometheus reaches the targets from the stack's network. `host.docker.internal` is the Docker host. Must be a list of {"job", "targets": ["host:port"], "path"?, "scheme"?, "labels"?}, each job named once. Default: `[]`. */
  scrapeTargets?: ScrapeTarget[];
  /** Source of container metrics. `docker_stats` queries Docker Engine instead of running cAdvisor. It collects fewer time series, puts more load on the engine, and requires Docker 25 or later. Must be one of cadvisor, docker_stats. Default: `cadvisor`. */
  containerMetrics?: string;
  /** Transport of cAdvisor's metrics. `scrape`: Prometheus scrapes them. `otlp`: the agent scrapes them and pushes them over OTLP. The time series are the same. Must be one of scrape, otlp. Default: `scrape`. */
  cadvisorTransport?: string;
  /** cAdvisor time series to store. `essential`: those that the stack's dashboards, alerts and rules query, plus `container_memory_usage_bytes` and `container_last_seen`. `all`: about 20 more for each container, such as `container_memory_mapped_file`. Must be one of essential, all. Default: `essential`. */
  cadvisorMetrics?: string;
  /** Runs cAdvisor as a privileged container. Only for hosts that hide cgroups or the kernel log from unprivileged containers. Must be true or false. Default: `false`. */
  cadvisorPrivileged?: boolean;
  /** Counts out-of-memory kills, which cAdvisor reads from the kernel log (`/dev/kmsg`). Turn it off on a host without that log. Must be true or false. Default: `true`. */
  oomEvents?: boolean;
  /** Lets the agent read CPU, memory, disk, file system and network metrics of the host. Must be true or false. Default: `true`. */
  hostMetrics?: boolean;
  /** Address of Docker Engine's own metrics (`metrics-addr` in its daemon.json), as seen from a container. Empty: Prometheus does not scrape them. Must be host:port, the port from 1 to 65535, or empty. */
  engineMetricsTarget?: string;
  /** Lets the agent list the containers of its host. The stack then matches apps that send no identity to their container by address. It also scrapes containers with a `prometheus-port` label. The agent reads Docker Engine's lists of containers and networks through `dockerSocketProxy`. Must be true or false. Default: `true`. */
  containerDiscovery?: boolean;
  /** Directory on the Docker host with metrics files. Prometheus scrapes each `*.prom` file in the Prometheus text format. Requires the service `node-exporter`, which is not among the default services. The directory must exist, and the user nobody must be able to read it. See [operations](how-to/more-metrics.md#metrics-from-files). Must be an absolute path of letters, digits and any of . / @ + _ -. Default: `/var/lib/node_exporter/textfile_collector`. */
  textfileDirectory?: string;
  /** Lets the agent collect the log lines that the containers of this host print. Must be true or false. Default: `true`. */
  containerLogs?: boolean;
  /** Containers from which the agent collects logs. Empty: all. Must be a list of container names or 12-digit ids, * standing for any characters. Default: `[]`. */
  logInclude?: string[];
  /** Containers from which the agent does not collect logs. Takes precedence over `logInclude`. Must be a list of container names or 12-digit ids, * standing for any characters. Default: `[]`. */
  logExclude?: string[];
  /** Age at which Loki deletes logs. Changes take effect without a restart. Must be a duration from 24h to 10y, such as 15s, 1h30m or 7d. Default: `7d`. */
  logRetention?: string;
  /** Age at which Tempo deletes traces. Changes take effect without a restart. Must be a duration from 1h to 10y, such as 15s, 1h30m or 7d. Default: `7d`. */
  traceRetention?: string;
  /** Disk budget for logs. Loki cannot enforce it. An alert fires before logs reach it, and a first `up` checks that the disk has enough space. To store fewer logs, shorten `logRetention`. Not allowed with `logsBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  logsDiskSize?: string;
  /** Disk budget for traces. Tempo cannot enforce it. An alert fires before traces reach it, and a first `up` checks that the disk has enough space. To store fewer traces, shorten `traceRetention`. Not allowed with `tracesBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  tracesDiskSize?: string;
  /** Capacity of each sending queue (one for each signal and destination). The file of a queue takes up to twice as much. When a queue is full, senders have to wait, and nothing is dropped. No message may be larger than half of this size. Must be a size from 16MiB to 1024TiB, such as 512MiB or 10GiB. Default: `512MiB`. */
  queueSize?: string;
  /** OTLP/HTTP endpoint that receives a copy of every signal, in addition to the stores. Empty: none. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  upstreamOtlpEndpoint?: string;
  /** Headers for `upstreamOtlpEndpoint`, such as credentials. Set them with `--secret`. The Collector receives them as a file. Must be an object of header names and values. Default: `{}`. */
  upstreamOtlpHeaders?: pulumi.Input<Record<string, string>>;
  /** URL at which the containers reach a Prometheus of your own, which replaces the stack's Prometheus. It needs the OTLP and remote-write receivers enabled. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  prometheusUrl?: string;
  /** Query URL of a Tempo of your own, which replaces the stack's Tempo. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  tempoUrl?: string;
  /** Endpoint at which a Tempo of your own receives OTLP over gRPC (without TLS). Must be host:port, the port from 1 to 65535, or empty. */
  tempoOtlpEndpoint?: string;
  /** URL of a Loki of your own, which replaces the stack's Loki. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  lokiUrl?: string;
  /** URL at which users reach Grafana, for links and outputs. Empty: the published port. Required with a proxy in front of Grafana, or for a Grafana of your own. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  grafanaUrl?: string;
  /** Login of Grafana's administrator. Grafana reads it only at its first start. Must be a name of letters, digits, '.', '_', '@' and '-'. Default: `admin`. */
  grafanaAdminUser?: string;
  /** Plugins that Grafana installs when it starts, such as the Drilldown apps. Each is `id`, `id@version`, or `id@version@url` for a mirror of your own. Without plugins, Grafana contacts no outside address, and its Drilldown page is empty. Must be a list of plugin IDs, each with an optional version and URL: id, id@version or id@version@url. Default: `[]`. */
  grafanaPlugins?: string[];
  /** Remote-write URL to which Prometheus sends a copy of every sample: Mimir, Thanos Receive, VictoriaMetrics or another long-term store. Empty: no copy. Data in the stack's Prometheus stays. See [growth](how-to/long-term-storage.md). Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  remoteWriteUrl?: string;
  /** Headers for `remoteWriteUrl`, such as the tenant. Do not include secrets: the headers are in Prometheus' configuration. Must be an object of header names and values. Default: `{}`. */
  remoteWriteHeaders?: Record<string, string>;
  /** User name for `remoteWriteUrl`. Empty: Prometheus sends `remoteWritePassword` as a bearer token. Must be a user name without spaces or ':', or empty. */
  remoteWriteUser?: string;
  /** Password of `remoteWriteUser`, or a bearer token. Set it with `--secret`. Prometheus receives it as a file and reads that file again for each request. Must be one line, or empty. */
  remoteWritePassword?: pulumi.Input<string>;
  /** URL of an S3-compatible object storage for `tracesBucket` and `logsBucket`, such as `https://s3.eu-central-1.amazonaws.com` or that of your own MinIO. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  objectStorageUrl?: string;
  /** Region of the object storage. Most object storage services other than Amazon's accept any region. Must be a name of lower-case letters, digits and '-'. Default: `us-east-1`. */
  objectStorageRegion?: string;
  /** Access key of the object storage. Set it with `--secret`. Must be one line, or empty. */
  objectStorageAccessKey?: pulumi.Input<string>;
  /** Secret key of the object storage. Set it with `--secret`. A change to either key replaces Tempo and Loki. Must be one line, or empty. */
  objectStorageSecretKey?: pulumi.Input<string>;
  /** Bucket in which Tempo stores traces. Empty: Tempo stores traces on its volume. With a bucket, traces that are not yet in it are on the volume, too. **Tempo reads from only one of the two**: to move existing traces, see [growth](how-to/long-term-storage.md#traces). Must be the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  tracesBucket?: string;
  /** Bucket in which Loki stores logs from `logsBucketFrom` on. Empty: Loki stores logs on its volume. Must be the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  logsBucket?: string;
  /** First day (UTC) on which logs go to `logsBucket`. Older logs stay on the volume, where Loki finds them until `logRetention` deletes them. **On a stack that already has logs, the date must be in the future and must never change again.** Otherwise, Loki looks for logs in the wrong place and does not find them. Must be a date as 2026-12-31, or empty. */
  logsBucketFrom?: string;
  /** Alerts to remove from this stack. `docs/reference/alerts.md` describes each of them. Must be a list of the names in docs/reference/alerts.md. Default: `[]`. */
  alertsDisabled?: string[];
  /** Containers to exclude from all container alerts, such as jobs that come and go. Must be a list of container names, * standing for any characters. Default: `[]`. */
  alertIgnoredContainers?: string[];
  /** Period for which a condition must hold before its alert fires. It is three times as long for conditions that fluctuate by nature. Alerts about past events fire for this period, but for at least one minute. Must be a duration from 0s to 1h, such as 15s, 1h30m or 7d. Default: `5m`. */
  alertPendingPeriod?: string;
  /** Time for which the stack alerts about a container that stopped and did not come back. Must be a duration from 15m to 1d, such as 15s, 1h30m or 7d. Default: `1h`. */
  alertContainerGoneFor?: string;
  /** Time for which the stack alerts about a host that stopped reporting. Must be a duration from 15m to 7d, such as 15s, 1h30m or 7d. Default: `1d`. */
  alertHostGoneFor?: string;
  /** Alerts if a container restarts more than this number of times within 15 minutes. Must be a whole number of restarts from 0 to 100. Default: `3`. */
  alertContainerRestarts?: number;
  /** Alerts if a container uses more than this percentage of its memory limit. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertMemoryLimitPercent?: number;
  /** Alerts if a container's memory, at the growth rate of the last hour, is predicted to reach its limit within this time. Must be a duration from 30m to 7d, such as 15s, 1h30m or 7d. Default: `4h`. */
  alertMemoryFullWithin?: string;
  /** Alerts if a container uses more than this percentage of its CPU quota. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertCpuQuotaPercent?: number;
  /** Alerts with severity `info` if the CPU quota throttles a container in more than this percentage of its CPU periods. Must be a whole number of percent from 1 to 100. Default: `25`. */
  alertThrottledPercent?: number;
  /** Alerts if all tasks of a container wait for memory, or for disk I/O, for more than this percentage of the time. Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertPressurePercent?: number;
  /** Alerts if more than this percentage of the packets of a container or of a host interface have errors or are dropped. Must be a whole number of percent from 1 to 100. Default: `1`. */
  alertNetworkErrorPercent?: number;
  /** Alerts if the CPU usage of a host exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostCpuPercent?: number;
  /** Alerts if the hypervisor withholds more than this percentage of a virtual host's CPU time (steal time). Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertHostStealPercent?: number;
  /** Alerts if the memory usage of a host, excluding buffers and cache, exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostMemoryPercent?: number;
  /** Alerts if the swap usage of a host exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertHostSwapPercent?: number;
  /** Alerts if the 5-minute load average of a host, divided by its number of CPUs, exceeds this value. Must be a whole number of waiting tasks from 1 to 100. Default: `2`. */
  alertHostLoadPerCpu?: number;
  /** Alerts with severity `warning` if more than this percentage of the space or inodes of a host's file system is used. Must be a whole number of percent from 1 to 100. Default: `85`. */
  alertDiskUsedPercent?: number;
  /** Alerts with severity `critical` if more than this percentage of the space of a file system is used. Must be a whole number of percent from 1 to 100. Default: `95`. */
  alertDiskFullPercent?: number;
  /** Alerts if a file system that is at least half full is predicted to be full within this time, at its recent growth rate. Must be a duration from 1h to 30d, such as 15s, 1h30m or 7d. Default: `24h`. */
  alertDiskFullWithin?: string;
  /** Alerts if a sending queue of a Collector is filled above this percentage. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertQueuePercent?: number;
  /** Alerts if Prometheus, Loki or Tempo uses more than this percentage of its disk space: `metricsRetentionSize`, `logsDiskSize` or `tracesDiskSize`. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertStoragePercent?: number;
  /** Alerts if more than this percentage of the requests to Loki fail. Must be a whole number of percent from 1 to 100. Default: `5`. */
  alertRequestErrorPercent?: number;
  /** URL of the page `docs/reference/alerts.md`, such as its URL in your Git host. Each alert links to it. Empty: the path of the page in this repository. Must be an http:// or https:// URL without login or fragment, its special characters written as %24, or empty. */
  runbookBaseUrl?: string;
  /** URL of your own Alertmanager, as the containers reach it. Prometheus sends its alerts there instead of to the stack's Alertmanager (`alertmanager` in `services`). Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  alertmanagerUrl?: string;
  /** Time for which the first notification of an alert group waits for more alerts. Later changes to the group wait twice as long. Must be a duration from 0s to 10m, such as 15s, 1h30m or 7d. Default: `30s`. */
  alertGroupWait?: string;
  /** Interval at which Alertmanager resends a notification about alerts that are still firing. Must be a duration from 5m to 7d, such as 15s, 1h30m or 7d. Default: `4h`. */
  alertRepeatInterval?: string;
  /** Sends notifications for alerts with severity `info`, too. Alertmanager always shows these alerts. Must be true or false. Default: `false`. */
  alertSendInfo?: boolean;
  /** URL to which Alertmanager posts alerts, in its own JSON format. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertWebhookUrl?: pulumi.Input<string>;
  /** Slack incoming webhook to which Alertmanager posts alerts as messages. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertSlackWebhookUrl?: pulumi.Input<string>;
  /** Slack channel, if the webhook is not bound to one. Empty: the webhook's own channel. Must be a channel with its #, or a user with an @, without braces, or empty. */
  alertSlackChannel?: string;
  /** Recipients of alerts by e-mail. Requires `alertEmailFrom` and `smtpSmarthost`. Must be mail addresses without braces, with commas between them, or empty. */
  alertEmailTo?: string;
  /** Sender address of the e-mails. Must be a mail address without braces, or empty. */
  alertEmailFrom?: string;
  /** Mail server that accepts the e-mails. Must be host:port, the port from 1 to 65535, or empty. */
  smtpSmarthost?: string;
  /** User name for the mail server. Empty: the server requires no login. Must be a login without spaces, or empty. */
  smtpUser?: string;
  /** Password for the mail server. Set it with `--secret`. Alertmanager receives it as a file. Must be one line, or empty. */
  smtpPassword?: pulumi.Input<string>;
  /** Requires TLS (STARTTLS) for sending e-mails. Must be true or false. Default: `true`. */
  smtpRequireTls?: boolean;
  /** URL that Alertmanager calls as long as alerting works. Use a service that notifies you when the calls stop. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertDeadManUrl?: pulumi.Input<string>;
  /** Interval at which Alertmanager calls `alertDeadManUrl`. Must be a duration from 5s to 1h, such as 15s, 1h30m or 7d. Default: `1m`. */
  alertDeadManInterval?: string;
  /** Memory limit of cAdvisor in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 64 (less than that and the service does not run). Default: `256`. */
  cadvisorMemoryMiB?: number;
  /** Memory limit of Prometheus in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  prometheusMemoryMiB?: number;
  /** Memory limit of the gateway Collector in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `512`. */
  collectorMemoryMiB?: number;
  /** Memory limit of the agent Collector in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `256`. */
  agentMemoryMiB?: number;
  /** Memory limit of Tempo in MiB. The kernel kills the container if it exceeds this limit. Tempo's GOMEMLIMIT, which bounds its heap, is four fifths of the limit. A change replaces the container. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  tempoMemoryMiB?: number;
  /** Memory limit of Loki in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  lokiMemoryMiB?: number;
  /** Memory limit of Grafana in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `512`. */
  grafanaMemoryMiB?: number;
  /** Memory limit of Alertmanager in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 64 (less than that and the service does not run). Default: `128`. */
  alertmanagerMemoryMiB?: number;
  /** Memory limit of node_exporter in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 32 (less than that and the service does not run). Default: `64`. */
  nodeExporterMemoryMiB?: number;
  /** Memory limit of the proxy of `dockerSocketProxy` in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart. Must be a whole number of MiB, at least 32 (less than that and the service does not run). Default: `64`. */
  dockerSocketProxyMemoryMiB?: number;
  /** Path of Docker Engine's socket on the Docker host. The agent role mounts it read-only. Must be an absolute path of letters, digits and any of . / @ + _ -. Default: `/var/run/docker.sock`. */
  dockerSocket?: string;
  /** Runs a read-only proxy between Docker Engine's socket and the agent. Only the proxy, not the agent, mounts the socket. It answers only the requests that `containerDiscovery` and `containerMetrics: docker_stats` make. Off: the agent mounts the socket itself. Must be true or false. Default: `true`. */
  dockerSocketProxy?: boolean;
  /** Registry that replaces every image's own registry: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`. Must be registry host with an optional path, without a trailing slash, or empty. */
  imageRegistry?: string;
  /** Image of cAdvisor. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `ghcr.io/google/cadvisor:v0.60.6`. */
  cadvisorImage?: string;
  /** Image of Prometheus. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/prometheus:v3.16.0`. */
  prometheusImage?: string;
  /** Image of both Collectors. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `otel/opentelemetry-collector-contrib:0.161.0`. */
  collectorImage?: string;
  /** Image of Tempo. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/tempo:2.9.0`. */
  tempoImage?: string;
  /** Image of Loki. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/loki:3.7.8`. */
  lokiImage?: string;
  /** Image of Grafana. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/grafana:12.4.10`. */
  grafanaImage?: string;
  /** Image of Alertmanager. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/alertmanager:v0.35.0`. */
  alertmanagerImage?: string;
  /** Image of node_exporter. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/node-exporter:v1.12.1`. */
  nodeExporterImage?: string;
  /** Image of the proxy of `dockerSocketProxy`. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `wollomatic/socket-proxy:1.13.1`. */
  dockerSocketProxyImage?: string;
  /** Image of the containers that write config files, and of the injected health check for images without a shell. It is used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `busybox:1.37`. */
  busyboxImage?: string;
  /** Major version of Tempo for its configuration, alerts and panels. `image`: the version in the tag of `tempoImage`. Set the version here if the tag does not contain it, as with a digest alone. **You cannot go back from 3 to 2**: see [upgrading Tempo](reference/versions.md#from-tempo-2-to-3). Must be one of image, 2, 3. Default: `image`. */
  tempoVersion?: string;
}
