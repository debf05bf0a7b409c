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

  /** Name of the environment, such as `prod`. Every signal carries it as `deployment.environment.name` and as `environment`. Empty: the name of the stack, or with `backendStack` the environment of that stack. Must be a name of up to 63 letters, digits, '.', '_' and '-', or empty. */
  environment?: string;
  /** Prefix of the name of every container, network and volume. Empty: `observability-<stack>`. A change recreates everything, **with new, empty data volumes**. Must be a name of up to 40 lower-case letters, digits, '.', '_' and '-' that begins with a letter or digit, or empty. */
  namePrefix?: string;
  /** Name of the Docker host. Its container metrics, host metrics and container logs carry it as `host.name`. Empty: the name that its Docker Engine reports. A change starts new time series. Not supported with `swarm`, where each node has its own name. Must be a host name of letters, digits, '.', '_' and '-', or empty. */
  hostName?: string;
  /** Services that this stack runs. Omit a service that you run elsewhere, and set its URL (`prometheusUrl`, `tempoUrl` and `tempoOtlpEndpoint`, `lokiUrl`). The default does not include `alertmanager`, which sends notifications, and `node-exporter`, which reads metrics from files. Must be a list of different names from cadvisor, prometheus, collector, agent, tempo, loki, grafana, alertmanager, node-exporter. Default: `["cadvisor","prometheus","collector","agent","tempo","loki","grafana"]`. */
  services?: string[];
  /** Protects the data volumes: `npm run down` keeps them, and no change can replace them. To delete a stack with its data, set `protectData` to `false`, run `npm run up`, and then `npm run down`. Must be true or false. Default: `true`. */
  protectData?: boolean;
  /** Existing volumes for the data of services, instead of `<namePrefix>-<service>-data`. The service's user becomes the owner of all files in the volume. A change replaces the container and deletes no volume. `npm run down` does not delete these volumes either, unless another stack of this project created them. See [existing data](operate/recovery.md#adopt-existing-data). Not supported with `swarm`. Must be an object with names of Docker volumes by service (prometheus, collector, agent, tempo, loki, grafana, alertmanager). Default: `{}`. */
  dataVolumes?: Record<string, string>;
  /** IP address of the Docker host on which all ports are published. Any address except loopback requires TLS (`tls`), and client credentials (`otlpAuth`) if an OTLP port is published. With `swarm`, published ports require `0.0.0.0` or `::`. Must be an IP address of the Docker host. Default: `127.0.0.1`. */
  bindAddress?: string;
  /** Port on `bindAddress` at which users reach Grafana. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3000`. */
  grafanaPort?: number;
  /** Port on `bindAddress` at which clients outside of the stack reach Prometheus. The stack's own services do not need it. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `9090`. */
  prometheusPort?: number;
  /** Port on `bindAddress` for OTLP over gRPC from apps outside of the stack's network, and from remote hosts. Apps on the network do not need it. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `4317`. */
  otlpGrpcPort?: number;
  /** Port on `bindAddress` for OTLP over HTTP from apps outside of the stack's network. Apps on the network do not need it. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `4318`. */
  otlpHttpPort?: number;
  /** Port on `bindAddress` at which clients outside of the stack reach Tempo's query API. The stack's own services do not need it. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3200`. */
  tempoPort?: number;
  /** Port on `bindAddress` at which clients outside of the stack reach Loki's query API. The stack's own services do not need it. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `3100`. */
  lokiPort?: number;
  /** Port on `bindAddress` at which users reach Alertmanager, for example to silence alerts. Requires the service `alertmanager`. Must be a port from 1 to 65535, or 0 to publish nothing. Default: `9093`. */
  alertmanagerPort?: number;
  /** TLS mode of the published ports. `off`: plain HTTP and gRPC. `generated`: the stack generates the servers' certificate. `files`: you provide the servers' certificate (`tlsCertificateFile`, `tlsKeyFile`, `tlsCaFile`, `tlsNames`). With TLS, Prometheus, Loki, Tempo and Alertmanager require a client certificate that the stack generates, in the outputs `tlsClientCertificate` and `tlsClientKey`. A change replaces the services. Must be one of off, generated, files. Default: `off`. */
  tls?: string;
  /** Names by which clients reach the stack. With `tls: generated`, the servers' certificate contains them, together with `bindAddress`, `hostName`, `localhost` and the names on the stack's network. A change generates a new certificate. With `tls: files`, your certificate must be valid for the first name: the services verify each other by it. Must be a list of host names and IP addresses. Default: `[]`. */
  tlsNames?: string[];
  /** Servers' certificate for `tls: files`, in PEM format, followed by the intermediate certificates. Each `up` reads the file. A new certificate replaces the services. Must be the path of a file on the machine that runs Pulumi, or empty. */
  tlsCertificateFile?: string;
  /** Private key of `tlsCertificateFile`, in PEM format, without a passphrase. Must be the path of a file on the machine that runs Pulumi, or empty. */
  tlsKeyFile?: string;
  /** Certificate of the CA that signed `tlsCertificateFile`, in PEM format. The stack's clients trust it. It is not used for client authentication: the stack's own CA issues the client certificates. Must be the path of a file on the machine that runs Pulumi, or empty. */
  tlsCaFile?: string;
  /** Credentials that the published OTLP ports require from clients. Requires `tls`. `token`: the bearer token in the output `otlpToken`. `mtls`: the client certificate in the outputs `tlsClientCertificate` and `tlsClientKey`. Clients on the stack's own network need no credentials. Must be one of none, token, mtls. Default: `none`. */
  otlpAuth?: string;
  /** Generation number of all secrets that the stack creates: Grafana's password, the OTLP token, the certificate authority and its certificates. Raise it by one to replace all of them. No data is lost. From then on, the old secrets are rejected. Not supported with `swarm`. See [secrets](operate/secrets.md#rotation). Must be a whole number from 1 to 1000000. Default: `1`. */
  secretsGeneration?: number;
  /** Remote Docker hosts, each with the address of its Docker Engine as in `DOCKER_HOST`. `up` deploys an agent and cAdvisor to each host, which push to `gatewayEndpoint`. `name` becomes the `host.name` of the host. `certPath` is the folder with the client certificate for an engine behind TLS. `dockerSocket` is the path of the engine's socket on the host, by default `/var/run/docker.sock`. See [hosts](how-to/hosts.md). Must be a list of objects with the keys "name", "docker" (an ssh://, tcp://, https:// or unix:// address), and optionally "certPath" and "dockerSocket". Default: `[]`. */
  hosts?: PipelineHost[];
  /** Address at which agents on remote hosts reach this stack's OTLP port over gRPC. It is the published `otlpGrpcPort`, or an address that forwards to it. Requires `tls` and `otlpAuth`. Must be host:port with a port from 1 to 65535 and without http://, or empty. */
  gatewayEndpoint?: string;
  /** Name of the stack with the gateway that this stack's agent sends to. Use it on a host with its own stack, which runs `agent` and `cadvisor` only. `up` reads the gateway's endpoint, token and certificates from the outputs of the backend stack, which must have a `gatewayEndpoint`. Must be a stack name such as dev or organization/project/dev, or empty. */
  backendStack?: string;
  /** Deploys the stack as services of a Docker Swarm instead of containers of one Docker Engine. cAdvisor and the agent run on each node. Everything else runs where `backendPlacement` allows it. The engine must be a manager. Ports are published on every address of the node that a service runs on. Published ports therefore require `bindAddress: 0.0.0.0`, `tls` and `otlpAuth`. `oomEvents` has no effect on a Swarm. A change requires `npm run down` first. See [swarm](how-to/swarm.md). Must be true or false. Default: `false`. */
  swarm?: boolean;
  /** Encrypts traffic between nodes on the stack's network in a Swarm. Encryption costs CPU on each node. `tls` alone covers the stores' own traffic, but not the data that apps send on that network. Must be true or false. Default: `false`. */
  overlayEncryption?: boolean;
  /** Placement constraints for the Swarm node that runs the stores, Grafana and the gateway. Their volumes belong to that node. Exactly one node must therefore meet the constraints, unless `backendMayMove` is set. Must be a list of Docker placement constraints: node.… or engine.…, == or !=, and a value. Default: `[]`. */
  backendPlacement?: string[];
  /** Allows several nodes of a Swarm to meet `backendPlacement` and `gatewayPlacement`. A service then moves automatically when its node is drained or lost, and may move at any update. It starts with an empty volume on the new node, and finds the old volume again when it returns. Use it for stacks that keep their history elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or if the history may have gaps. Must be true or false. Default: `false`. */
  backendMayMove?: boolean;
  /** Swarm nodes that run the gateways: as many nodes as `gatewayReplicas`. Each gateway keeps its queue on its node's disk. Empty: same as `backendPlacement`. Must be a list of Docker placement constraints: node.… or engine.…, == or !=, and a value. Default: `[]`. */
  gatewayPlacement?: string[];
  /** Number of gateways of a stack on a Swarm, each on its own node: see `gatewayPlacement`. All spans of a trace pass through one gateway, regardless of which gateways receive them, as long as no gateway starts or stops. `collectorMemoryMiB` and `queueSize` apply to each gateway. See [swarm](how-to/swarm.md#several-gateways). Must be a whole number of gateways from 1 to 32. Default: `1`. */
  gatewayReplicas?: number;
  /** Interval between scrapes of metrics, and the smallest step of the dashboards. A shorter interval uses more CPU and disk space. Must be a duration from 1s to 5m, such as 15s (units: d, h, m and s, combined as in 1h30m). Default: `15s`. */
  scrapeInterval?: string;
  /** Interval at which Prometheus evaluates its recording and alert rules. Must be a duration from 1s to 10m, such as 15s (units: d, h, m and s, combined as in 1h30m). Default: `15s`. */
  evaluationInterval?: string;
  /** Age at which Prometheus deletes metrics, unless `metricsRetentionSize` deletes them earlier. **A shorter retention deletes older metrics.** A change takes effect without a restart. Must be a duration from 1h to 10y, such as 15d (units: d, h, m and s, combined as in 1h30m). Default: `15d`. */
  metricsRetention?: string;
  /** Maximum disk space for metrics. Above it, Prometheus deletes the oldest metrics, regardless of their age. A change takes effect without a restart. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB (units: MiB, GiB and TiB). Default: `10240MiB`. */
  metricsRetentionSize?: string;
  /** Maximum delay with which a metric may arrive. Prometheus permanently rejects metrics that arrive later. Set it longer than the longest Prometheus outage that the queues must bridge, and not longer than `metricsRetention`. Must be a duration from 1m to 7d, such as 2h (units: d, h, m and s, combined as in 1h30m). Default: `2h`. */
  outOfOrderWindow?: string;
  /** Additional scrape jobs for Prometheus. Prometheus reaches the targets from the stack's network. `host.docker.internal` is the Docker host (not with `swarm`). `path` is `/metrics` and `scheme` is `http` by default. `labels` are added to all time series of the job. Must be a list of objects with the keys "job" (a different name each), "targets" (a list of host:port), and optionally "path", "scheme" and "labels". Default: `[]`. */
  scrapeTargets?: ScrapeTarget[];
  /** Source of container metrics. `docker_stats` queries Docker Engine instead of running cAdvisor. It collects fewer time series, puts more load on the engine, and requires Docker 25 or later. Only alerts about memory and about missing containers work with it. Not supported with `swarm`. Must be one of cadvisor, docker_stats. Default: `cadvisor`. */
  containerMetrics?: string;
  /** Transport of cAdvisor's metrics. `scrape`: Prometheus scrapes them, and has a gap after an outage. `otlp`: the agent scrapes them and pushes them over OTLP, and its queue bridges an outage. The time series are the same. With `swarm`, only `scrape` is supported. Must be one of scrape, otlp. Default: `scrape`. */
  cadvisorTransport?: string;
  /** cAdvisor time series to store. `essential`: those that the stack's dashboards, alerts and rules query, plus `container_memory_usage_bytes` and `container_last_seen`. `all`: about 20 more for each container, such as `container_memory_mapped_file`. Must be one of essential, all. Default: `essential`. */
  cadvisorMetrics?: string;
  /** Runs cAdvisor as a privileged container. Only for hosts that hide cgroups or the kernel log from unprivileged containers. Not supported with `swarm`. Must be true or false. Default: `false`. */
  cadvisorPrivileged?: boolean;
  /** Counts out-of-memory kills, which cAdvisor reads from the kernel log (`/dev/kmsg`). Turn it off on a host without that log. The alert `ContainerOomKilled` requires it. Must be true or false. Default: `true`. */
  oomEvents?: boolean;
  /** Lets the agent read CPU, memory, disk, file system and network metrics of the host. The host dashboards and host alerts require them. Must be true or false. Default: `true`. */
  hostMetrics?: boolean;
  /** Address of Docker Engine's own metrics (`metrics-addr` in its daemon.json) as containers reach it. `metrics-addr` must therefore not be a loopback address. Empty: Prometheus does not scrape them. Must be host:port with a port from 1 to 65535 and without http://, or empty. */
  engineMetricsTarget?: string;
  /** Lets the agent list the containers of its host. The stack then matches apps that send no identity to their container by address. It also scrapes containers with a `prometheus-port` label. The agent reads Docker Engine's lists of containers and networks through `dockerSocketProxy`. Must be true or false. Default: `true`. */
  containerDiscovery?: boolean;
  /** Directory on the Docker host with metrics files. Prometheus scrapes each `*.prom` file in the Prometheus text format. Requires the service `node-exporter`, which is not among the default services. The directory must exist and be readable by the user with the ID 65534, as which node_exporter runs. See [metrics from files](how-to/more-metrics.md#metrics-from-files). Must be an absolute path of letters, digits and the characters . / @ + _ -. Default: `/var/lib/node_exporter/textfile_collector`. */
  textfileDirectory?: string;
  /** Lets the agent collect the log lines that the containers of this host print. Requires the log driver `json-file`. Must be true or false. Default: `true`. */
  containerLogs?: boolean;
  /** Names or short IDs of the containers from which the agent collects logs. Empty: all containers. Must be a list of container names or 12-digit IDs, in which * stands for any characters. Default: `[]`. */
  logInclude?: string[];
  /** Names or short IDs of containers from which the agent does not collect logs. Takes precedence over `logInclude`. Must be a list of container names or 12-digit IDs, in which * stands for any characters. Default: `[]`. */
  logExclude?: string[];
  /** Age at which Loki deletes logs. **A shorter retention deletes older logs.** A change takes effect without a restart. Must be a duration from 24h to 10y, such as 7d (units: d, h, m and s, combined as in 1h30m). Default: `7d`. */
  logRetention?: string;
  /** Age at which Tempo deletes traces. **A shorter retention deletes older traces.** A change takes effect without a restart. Must be a duration from 1h to 10y, such as 7d (units: d, h, m and s, combined as in 1h30m). Default: `7d`. */
  traceRetention?: string;
  /** Disk budget for logs. Loki cannot enforce it. An alert fires when logs use `alertStoragePercent` of it, and a first `up` checks that the disk has enough space. To store fewer logs, shorten `logRetention`. Not allowed with `logsBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB (units: MiB, GiB and TiB). Default: `10240MiB`. */
  logsDiskSize?: string;
  /** Disk budget for traces. Tempo cannot enforce it. An alert fires when traces use `alertStoragePercent` of it, and a first `up` checks that the disk has enough space. To store fewer traces, shorten `traceRetention`. Not allowed with `tracesBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB (units: MiB, GiB and TiB). Default: `10240MiB`. */
  tracesDiskSize?: string;
  /** Capacity of each sending queue (one for each signal and destination). The file of a queue takes up to twice as much disk space. When a queue is full, senders have to wait, and nothing is dropped. No message may be larger than half of this size. Must be a size from 16MiB to 1024TiB, such as 512MiB or 10GiB (units: MiB, GiB and TiB). Default: `512MiB`. */
  queueSize?: string;
  /** Base URL of an OTLP/HTTP endpoint that receives a copy of every signal, in addition to the stores. The Collector appends `/v1/traces`, `/v1/metrics` and `/v1/logs`. Empty: none. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  upstreamOtlpEndpoint?: string;
  /** Headers for `upstreamOtlpEndpoint`, such as credentials. Set them with `--secret`. The Collector receives them as a file. Must be an object with header names and their values, such as {"authorization":"Bearer …"}. Default: `{}`. */
  upstreamOtlpHeaders?: pulumi.Input<Record<string, string>>;
  /** URL at which the containers reach your own Prometheus, which replaces the stack's Prometheus. It needs the OTLP receiver (`--web.enable-otlp-receiver`) and the remote-write receiver (`--web.enable-remote-write-receiver`). The stack's alert and recording rules do not run there. Requires `services` without `prometheus`. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  prometheusUrl?: string;
  /** URL at which Grafana queries your own Tempo, which replaces the stack's Tempo. Requires `tempoOtlpEndpoint`, and `services` without `tempo`. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  tempoUrl?: string;
  /** Endpoint at which your own Tempo receives OTLP over gRPC, without TLS. Requires `tempoUrl`, and `services` without `tempo`. Must be host:port with a port from 1 to 65535 and without http://, or empty. */
  tempoOtlpEndpoint?: string;
  /** URL at which the containers reach your own Loki, which replaces the stack's Loki. It must receive OTLP. Requires `services` without `loki`. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  lokiUrl?: string;
  /** URL at which users reach Grafana, for links and outputs. Empty: the published port. Required with a proxy in front of Grafana, or for your own Grafana. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  grafanaUrl?: string;
  /** Login of Grafana's administrator. Grafana reads it only at its first start: a later change replaces the container but not the login. Must be a name of letters, digits, '.', '_', '@' and '-'. Default: `admin`. */
  grafanaAdminUser?: string;
  /** Plugins that Grafana downloads and installs when it starts, such as the Drilldown apps. Each is `id`, `id@version`, or `id@version@url` for your own mirror. Without plugins, Grafana contacts no outside address, and its Drilldown page is empty. Must be a list of plugins, each as id, id@version or id@version@url. Default: `[]`. */
  grafanaPlugins?: string[];
  /** Remote-write URL to which Prometheus sends a copy of every sample: Mimir, Thanos Receive, VictoriaMetrics or another long-term store. Empty: no copy. The stack's Prometheus keeps its own data. See [long-term storage](how-to/long-term-storage.md). Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  remoteWriteUrl?: string;
  /** Headers for `remoteWriteUrl`, such as the tenant. Do not include secrets: the headers are in Prometheus' configuration. Must be an object with header names and their values, without $ and braces. Default: `{}`. */
  remoteWriteHeaders?: Record<string, string>;
  /** User name for `remoteWriteUrl`. Empty: Prometheus sends `remoteWritePassword` as a bearer token. Must be a user name without spaces, ':', $ and braces, or empty. */
  remoteWriteUser?: string;
  /** Password of `remoteWriteUser`, or a bearer token. Set it with `--secret`. Prometheus receives it as a file and reads that file again for each request. Must be one line of text, or empty. */
  remoteWritePassword?: pulumi.Input<string>;
  /** URL of an S3-compatible object storage for `tracesBucket` and `logsBucket`, without a path, such as `https://s3.eu-central-1.amazonaws.com` or that of your own MinIO. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  objectStorageUrl?: string;
  /** Region of the object storage. Most object storage services other than Amazon's accept any region. Must be a name of lower-case letters, digits and '-'. Default: `us-east-1`. */
  objectStorageRegion?: string;
  /** Access key of the object storage. Set it with `--secret`. Must be one line of text, or empty. */
  objectStorageAccessKey?: pulumi.Input<string>;
  /** Secret key of the object storage. Set it with `--secret`. A change to either key replaces Tempo and Loki. Must be one line of text, or empty. */
  objectStorageSecretKey?: pulumi.Input<string>;
  /** Bucket in which Tempo stores traces. Empty: Tempo stores traces on its volume. With a bucket, traces that are not yet in it are on the volume. **Tempo reads from only one of the two**: to move existing traces, see [long-term storage](how-to/long-term-storage.md#traces). Must be a bucket name of 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  tracesBucket?: string;
  /** Bucket in which Loki stores logs from `logsBucketFrom` on. Empty: Loki stores logs on its volume. Must be a bucket name of 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  logsBucket?: string;
  /** First day (UTC) on which logs go to `logsBucket`. Older logs stay on the volume, where Loki finds them until `logRetention` deletes them. **On a stack that already has logs, the date must be in the future and must never change again.** Otherwise, Loki looks for logs in the wrong place and does not find them. Must be a date in the form YYYY-MM-DD, such as 2026-12-31, or empty. */
  logsBucketFrom?: string;
  /** Alerts to remove from this stack. `docs/reference/alerts.md` describes each of them. Must be a list of alert names from docs/reference/alerts.md. Default: `[]`. */
  alertsDisabled?: string[];
  /** Containers to exclude from all container alerts, such as jobs that come and go. Must be a list of container names, in which * stands for any characters. Default: `[]`. */
  alertIgnoredContainers?: string[];
  /** Period for which a condition must hold before its alert fires. It is three times as long for conditions that fluctuate by nature. Alerts about past events fire for this period, but for at least one minute. Must be a duration from 0s to 1h, such as 5m (units: d, h, m and s, combined as in 1h30m). Default: `5m`. */
  alertPendingPeriod?: string;
  /** Time for which the stack alerts about a container that ran for at least ten minutes, stopped, and did not come back. Must be a duration from 15m to 1d, such as 1h (units: d, h, m and s, combined as in 1h30m). Default: `1h`. */
  alertContainerGoneFor?: string;
  /** Time for which the stack alerts about a host that stopped reporting. Must be a duration from 15m to 7d, such as 1d (units: d, h, m and s, combined as in 1h30m). Default: `1d`. */
  alertHostGoneFor?: string;
  /** Alerts if a container restarts more than this number of times within 15 minutes. Requires cAdvisor. Must be a whole number of restarts from 0 to 100. Default: `3`. */
  alertContainerRestarts?: number;
  /** Alerts if a container uses more than this percentage of its memory limit. Containers without a memory limit do not alert. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertMemoryLimitPercent?: number;
  /** Alerts if a container's memory, at the growth rate of the last hour, is predicted to reach its limit within this time. Applies only to containers that use more than 50 % of their memory limit. Must be a duration from 30m to 7d, such as 4h (units: d, h, m and s, combined as in 1h30m). Default: `4h`. */
  alertMemoryFullWithin?: string;
  /** Alerts if a container uses more than this percentage of its CPU quota. Containers without a CPU quota do not alert. Requires cAdvisor. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertCpuQuotaPercent?: number;
  /** Alerts with severity `info` if the CPU quota throttles a container in more than this percentage of its CPU periods. Requires cAdvisor. Must be a whole number of percent from 1 to 100. Default: `25`. */
  alertThrottledPercent?: number;
  /** Alerts if all tasks of a container wait for memory, or for disk I/O, for more than this percentage of the time. Requires cAdvisor and cgroup v2. Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertPressurePercent?: number;
  /** Alerts if more than this percentage of the packets of a container or of a host interface have errors or are dropped. Requires cAdvisor. Must be a whole number of percent from 1 to 100. Default: `1`. */
  alertNetworkErrorPercent?: number;
  /** Alerts if the CPU usage of a host exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostCpuPercent?: number;
  /** Alerts if the hypervisor withholds more than this percentage of a virtual host's CPU time (steal time). Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertHostStealPercent?: number;
  /** Alerts if the memory usage of a host, excluding buffers and cache, exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostMemoryPercent?: number;
  /** Alerts if the swap usage of a host exceeds this percentage. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertHostSwapPercent?: number;
  /** Alerts if the 5-minute load average of a host, divided by its number of CPUs, exceeds this value. Must be a whole number from 1 to 100. Default: `2`. */
  alertHostLoadPerCpu?: number;
  /** Alerts with severity `warning` if more than this percentage of the space or inodes of a host's file system is used. Must be below `alertDiskFullPercent`. Must be a whole number of percent from 1 to 100. Default: `85`. */
  alertDiskUsedPercent?: number;
  /** Alerts with severity `critical` if more than this percentage of the space of a host's file system is used. Must be above `alertDiskUsedPercent`. Must be a whole number of percent from 1 to 100. Default: `95`. */
  alertDiskFullPercent?: number;
  /** Alerts if a host's file system that is more than half full is predicted to be full within this time, at its recent growth rate. Must be a duration from 1h to 30d, such as 24h (units: d, h, m and s, combined as in 1h30m). Default: `24h`. */
  alertDiskFullWithin?: string;
  /** Alerts if a sending queue of a Collector is filled above this percentage of `queueSize`. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertQueuePercent?: number;
  /** Alerts if Prometheus, Loki or Tempo uses more than this percentage of its disk space: `metricsRetentionSize`, `logsDiskSize` or `tracesDiskSize`. Does not apply to Loki with `logsBucket` and to Tempo with `tracesBucket`. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertStoragePercent?: number;
  /** Alerts if more than this percentage of the requests to Loki fail with a server error (5xx). Must be a whole number of percent from 1 to 100. Default: `5`. */
  alertRequestErrorPercent?: number;
  /** URL of the page `docs/reference/alerts.md`, such as its URL in your Git host. Each alert links to it. Empty: the path of the page in this repository. Must be an http:// or https:// URL without login or fragment, with special characters percent-encoded (%24 for $), or empty. */
  runbookBaseUrl?: string;
  /** URL of your own Alertmanager, as the containers reach it. Prometheus sends its alerts there. Requires `services` without `alertmanager`. Must be an http:// or https:// URL without login, query or fragment, with special characters percent-encoded (%24 for $), or empty. */
  alertmanagerUrl?: string;
  /** Time for which the first notification of an alert group waits for more alerts. Later changes to the group wait twice as long. Must be a duration from 0s to 10m, such as 30s (units: d, h, m and s, combined as in 1h30m). Default: `30s`. */
  alertGroupWait?: string;
  /** Interval at which Alertmanager resends a notification about alerts that are still firing. Must be a duration from 5m to 7d, such as 4h (units: d, h, m and s, combined as in 1h30m). Default: `4h`. */
  alertRepeatInterval?: string;
  /** Sends notifications for alerts with severity `info`, too. Alertmanager always shows these alerts. Must be true or false. Default: `false`. */
  alertSendInfo?: boolean;
  /** URL to which Alertmanager posts alerts, in its own JSON format. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, with special characters percent-encoded (%24 for $), or empty. */
  alertWebhookUrl?: pulumi.Input<string>;
  /** Slack incoming webhook to which Alertmanager posts alerts as messages. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, with special characters percent-encoded (%24 for $), or empty. */
  alertSlackWebhookUrl?: pulumi.Input<string>;
  /** Slack channel, if the webhook is not bound to one. Empty: the webhook's own channel. Must be a channel with its # or a user with an @, without spaces and braces, or empty. */
  alertSlackChannel?: string;
  /** Recipients of alerts by e-mail. Requires `alertEmailFrom` and `smtpSmarthost`. Must be e-mail addresses without braces, separated by commas, or empty. */
  alertEmailTo?: string;
  /** Sender address of the e-mails. Requires `alertEmailTo` and `smtpSmarthost`. Must be an e-mail address without braces, or empty. */
  alertEmailFrom?: string;
  /** Mail server that accepts the e-mails. Requires `alertEmailTo` and `alertEmailFrom`. Must be host:port with a port from 1 to 65535 and without http://, or empty. */
  smtpSmarthost?: string;
  /** User name for the mail server. Requires `smtpPassword`. Empty: the server requires no login. Must be a user name without spaces, or empty. */
  smtpUser?: string;
  /** Password for the mail server. Set it with `--secret`. Alertmanager receives it as a file. Must be one line of text, or empty. */
  smtpPassword?: pulumi.Input<string>;
  /** Requires TLS (STARTTLS) for sending e-mails. Turn it off only for a mail server without STARTTLS. Must be true or false. Default: `true`. */
  smtpRequireTls?: boolean;
  /** URL that Alertmanager calls every `alertDeadManInterval` as long as alerting works. Use a service that notifies you when the calls stop. Set it with `--secret`. Alertmanager receives it as a file. Must be an http:// or https:// URL without a trailing slash, with special characters percent-encoded (%24 for $), or empty. */
  alertDeadManUrl?: pulumi.Input<string>;
  /** Interval at which Alertmanager calls `alertDeadManUrl`. Configure that service to wait for longer than this interval. Must be a duration from 5s to 1h, such as 1m (units: d, h, m and s, combined as in 1h30m). Default: `1m`. */
  alertDeadManInterval?: string;
  /** Memory limit of cAdvisor in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 64 (with less, the service does not run). Default: `256`. */
  cadvisorMemoryMiB?: number;
  /** Memory limit of Prometheus in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `1024`. */
  prometheusMemoryMiB?: number;
  /** Memory limit of the gateway Collector in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `512`. */
  collectorMemoryMiB?: number;
  /** Memory limit of the agent Collector in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `256`. */
  agentMemoryMiB?: number;
  /** Memory limit of Tempo in MiB. The kernel kills the container if it exceeds this limit. Tempo's GOMEMLIMIT, which bounds its heap, is four fifths of the limit. A change replaces the container. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `1024`. */
  tempoMemoryMiB?: number;
  /** Memory limit of Loki in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `1024`. */
  lokiMemoryMiB?: number;
  /** Memory limit of Grafana in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 128 (with less, the service does not run). Default: `512`. */
  grafanaMemoryMiB?: number;
  /** Memory limit of Alertmanager in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 64 (with less, the service does not run). Default: `128`. */
  alertmanagerMemoryMiB?: number;
  /** Memory limit of node_exporter in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 32 (with less, the service does not run). Default: `64`. */
  nodeExporterMemoryMiB?: number;
  /** Memory limit of the proxy of `dockerSocketProxy` in MiB. The kernel kills the container if it exceeds this limit. A change applies in place, without a restart; on a Swarm, it restarts the tasks. Must be a whole number of MiB, at least 32 (with less, the service does not run). Default: `64`. */
  dockerSocketProxyMemoryMiB?: number;
  /** Path of Docker Engine's socket on the Docker host, such as `/run/user/1000/docker.sock` for rootless Docker. The agent role mounts it read-only. Must be an absolute path of letters, digits and the characters . / @ + _ -. Default: `/var/run/docker.sock`. */
  dockerSocket?: string;
  /** Runs a read-only proxy between Docker Engine's socket and the agent. Only the proxy, not the agent, mounts the socket. It answers only the requests that `containerDiscovery` and `containerMetrics: docker_stats` make. Off: the agent mounts the socket itself. Must be true or false. Default: `true`. */
  dockerSocketProxy?: boolean;
  /** Registry that replaces the registry of every default image: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`. It does not apply to images that you set yourself, such as `prometheusImage`. Must be a registry host with an optional port and path, without https:// and without a trailing slash, or empty. */
  imageRegistry?: string;
  /** Image of cAdvisor. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `ghcr.io/google/cadvisor:v0.60.6`. */
  cadvisorImage?: string;
  /** Image of Prometheus. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `prom/prometheus:v3.16.0`. */
  prometheusImage?: string;
  /** Image of both Collectors. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `otel/opentelemetry-collector-contrib:0.161.0`. */
  collectorImage?: string;
  /** Image of Tempo. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `grafana/tempo:2.9.0`. */
  tempoImage?: string;
  /** Image of Loki. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `grafana/loki:3.7.8`. */
  lokiImage?: string;
  /** Image of Grafana. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `grafana/grafana:12.4.10`. */
  grafanaImage?: string;
  /** Image of Alertmanager. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `prom/alertmanager:v0.35.0`. */
  alertmanagerImage?: string;
  /** Image of node_exporter. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `prom/node-exporter:v1.12.1`. */
  nodeExporterImage?: string;
  /** Image of the proxy of `dockerSocketProxy`. If you set it, `imageRegistry` does not apply to it. A change replaces the container and keeps its data. Must be an image reference with a tag other than latest, or with a digest. Default: `wollomatic/socket-proxy:1.13.1`. */
  dockerSocketProxyImage?: string;
  /** Image of the volume populators, which write config files, and of the injected health check for images without a shell. If you set it, `imageRegistry` does not apply to it. A change recreates the volume populators, and keeps their files and all data. Must be an image reference with a tag other than latest, or with a digest. Default: `busybox:1.37`. */
  busyboxImage?: string;
  /** Major version of Tempo for its configuration, alerts and panels. `image`: the version in the tag of `tempoImage`. Set the version here if the tag does not contain it, as with a digest alone. **You cannot go back from 3 to 2**: see [upgrading Tempo](reference/versions.md#from-tempo-2-to-3). Must be one of image, 2, 3. Default: `image`. */
  tempoVersion?: string;
}
