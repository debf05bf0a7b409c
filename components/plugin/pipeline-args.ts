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

  /** Name of the environment, on every signal as `deployment.environment.name` and as `environment`. Empty: the name of the stack. Must be a name of letters, digits, '.', '_' and '-', or empty. */
  environment?: string;
  /** Beginning of the name of every container, network and volume. Empty: `observability-<stack>`. A change makes everything anew, **with new, empty data volumes**. Must be up to 40 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, or empty. */
  namePrefix?: string;
  /** Name of the Docker host, on its container metrics, host metrics and container logs as `host.name`. Empty: the name that its Docker engine reports. Must be a host name, or empty. */
  hostName?: string;
  /** Services this stack runs. Leave out what you run elsewhere and give its URL (`prometheusUrl`, `tempoUrl`, `lokiUrl`). `alertmanager` is not among the default ones. Must be a list of distinct names out of cadvisor, prometheus, collector, agent, tempo, loki, grafana, alertmanager, node-exporter. Default: `["cadvisor","prometheus","collector","agent","tempo","loki","grafana"]`. */
  services?: string[];
  /** Whether the data volumes survive `npm run down` and refuse to be replaced. Turn it off (and run `up`) before a stack's data may go. Must be true or false. Default: `true`. */
  protectData?: boolean;
  /** Existing volumes to keep a service's data in, in place of `<namePrefix>-<service>-data`. Their files are handed to the service's user; nothing here deletes those that are of no other stack: see `docs/environments.md`. A change replaces the container. Must be an object that gives services (prometheus, collector, agent, tempo, loki, grafana, alertmanager) the name of a Docker volume each. Default: `{}`. */
  dataVolumes?: Record<string, string>;
  /** Address of the Docker host on which ports are published. Anything but loopback is refused unless `tls` is on and `otlpAuth` asks who sends. Must be an IP address of the Docker host. Default: `127.0.0.1`. */
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
  /** Whether what is published speaks TLS. Prometheus, Loki, Tempo and Alertmanager then ask each client for a certificate that the stack has made, in the outputs `tlsClientCertificate` and `tlsClientKey`. `generated`: the servers' certificate is the stack's own, too. `files`: it is yours. A change replaces the services. Must be one of off, generated, files. Default: `off`. */
  tls?: string;
  /** Names by which clients reach the stack. With `tls: generated` they stand in the servers' certificate, beside `bindAddress`, `hostName`, `localhost` and the names on the stack's network; a change makes a new certificate. With `tls: files` the first must be one that your certificate is for: the services know each other by it. Must be a list of host names and IP addresses. Default: `[]`. */
  tlsNames?: string[];
  /** With `tls: files`: the servers' certificate in PEM, the intermediate ones after it. It is read at each `up`; a new one replaces the services. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsCertificateFile?: string;
  /** Private key of `tlsCertificateFile` in PEM, without a passphrase. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsKeyFile?: string;
  /** Certificate in PEM of who signed `tlsCertificateFile`: what the stack's clients trust. It lets nobody in: clients' certificates are the stack's own. Must be a path without control characters on the machine that runs Pulumi, or empty. */
  tlsCaFile?: string;
  /** What the published OTLP ports ask of a client, with `tls` on: `token`, the bearer token of the output `otlpToken`; `mtls`, a certificate, as the stores do. The stack's own network is not asked. Must be one of none, token, mtls. Default: `none`. */
  otlpAuth?: string;
  /** Raise it by one to replace every secret that the stack has made: Grafana's password, the OTLP token, the certificate authority and its certificates. No data is lost; the old ones are refused from then on. See [security](security.md#rotation). Must be a whole number counting up from 1 to 1000000. Default: `1`. */
  secretsGeneration?: number;
  /** Further Docker hosts, each with the address of its engine: `up` brings an agent and cAdvisor to each, which push to `gatewayEndpoint`. `name` becomes its `host.name`; `certPath` is the folder of the client certificate of an engine behind TLS. See [hosts](hosts.md). Must be a list of {"name", "docker": "ssh://…", "tcp://…", "https://…" or "unix://…", "certPath"?, "dockerSocket"?}. Default: `[]`. */
  hosts?: PipelineHost[];
  /** Where agents on other hosts reach this stack's OTLP port over gRPC: the published `otlpGrpcPort`, or what forwards to it. Needs `tls` and `otlpAuth`. Must be host:port, the port from 1 to 65535, or empty. */
  gatewayEndpoint?: string;
  /** The stack whose gateway this one's agent sends to: for a host with a stack of its own, which runs `agent` and `cadvisor` only. Its endpoint, token and certificates are read from that stack's outputs, and its environment is the default of this one's. Must be the name of a stack, `dev` or `organization/project/dev`, or empty. */
  backendStack?: string;
  /** Whether the stack is services of a Docker Swarm, in place of containers of one engine: cAdvisor and the agent on each node, everything else where `backendPlacement` allows it. The engine has to be a manager. Ports are published on every address of the node that a service runs on. `oomEvents` does nothing there. A change needs `npm run down` first. See [swarm](swarm.md). Must be true or false. Default: `false`. */
  swarm?: boolean;
  /** Whether the stack's network in a Swarm encrypts what goes from node to node. It costs CPU on each; `tls` alone covers the stores' own traffic, and not what apps send on that network. Must be true or false. Default: `false`. */
  overlayEncryption?: boolean;
  /** The node of a Swarm that has the stores, Grafana and the gateway. Their volumes are that node's own, so exactly one node has to meet it, unless `backendMayMove` is set. Must be a list of placement constraints in Docker's words, such as "node.labels.observability == true". Default: `[]`. */
  backendPlacement?: string[];
  /** Whether several nodes of a Swarm may meet `backendPlacement` and `gatewayPlacement`. A service then moves by itself when its node is drained or lost, and may move at any update: it begins with an empty volume there, and finds the old one again when it returns. For stacks whose history is elsewhere (`remoteWriteUrl`, `tracesBucket`, `logsBucket`), or may have gaps. Must be true or false. Default: `false`. */
  backendMayMove?: boolean;
  /** The nodes of a Swarm that have the gateways, as many as `gatewayReplicas`: each queues on its node's disk. Empty: as `backendPlacement`. Must be a list of placement constraints in Docker's words, such as "node.labels.observability == true". Default: `[]`. */
  gatewayPlacement?: string[];
  /** Gateways of a stack on a Swarm, each on a node of its own: see `gatewayPlacement`. Whatever they take between them, all spans of a trace go through one of them, as long as none comes or goes. `collectorMemoryMiB` and `queueSize` are for each. See [swarm](swarm.md#several-gateways). Must be a whole number gateways from 1 to 32. Default: `1`. */
  gatewayReplicas?: number;
  /** How often metrics are scraped, and the smallest step of the dashboards. Must be a duration from 1s to 5m, such as 15s, 1h30m or 7d. Default: `15s`. */
  scrapeInterval?: string;
  /** How often Prometheus evaluates its rules. Must be a duration from 1s to 10m, such as 15s, 1h30m or 7d. Default: `15s`. */
  evaluationInterval?: string;
  /** Age at which metrics are deleted. Applied without a restart. Must be a duration from 1h to 10y, such as 15s, 1h30m or 7d. Default: `15d`. */
  metricsRetention?: string;
  /** Disk space of metrics; above it the oldest are deleted, whatever their age. Applied without a restart. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  metricsRetentionSize?: string;
  /** How late a metric may arrive. Longer than the longest outage of Prometheus that the queues are to bridge: what comes later is refused for good. Must be a duration from 1m to 7d, such as 15s, 1h30m or 7d. Default: `2h`. */
  outOfOrderWindow?: string;
  /** Further jobs for Prometheus to scrape. Targets are reached from the stack's network; `host.docker.internal` is the Docker host. Must be a list of {"job", "targets": ["host:port"], "path"?, "scheme"?, "labels"?}, each job named once. Default: `[]`. */
  scrapeTargets?: ScrapeTarget[];
  /** Where container metrics come from. `docker_stats` asks the engine instead of running cAdvisor: fewer series, more load on the engine, Docker 25 or later. Must be one of cadvisor, docker_stats. Default: `cadvisor`. */
  containerMetrics?: string;
  /** How cAdvisor's metrics travel: scraped by Prometheus, or scraped by the agent and pushed over OTLP. The series are the same. Must be one of scrape, otlp. Default: `scrape`. */
  cadvisorTransport?: string;
  /** Which of cAdvisor's series are stored. `essential`: what the dashboards, alerts and rules here ask for, and `container_memory_usage_bytes` and `container_last_seen`. `all`: some 20 more for each container, such as `container_memory_mapped_file`. Must be one of essential, all. Default: `essential`. */
  cadvisorMetrics?: string;
  /** Whether cAdvisor runs privileged. Only for hosts that hide cgroups or the kernel log from anything less. Must be true or false. Default: `false`. */
  cadvisorPrivileged?: boolean;
  /** Whether cAdvisor counts out-of-memory kills. It reads the kernel log (`/dev/kmsg`); turn it off on a host that has none. Must be true or false. Default: `true`. */
  oomEvents?: boolean;
  /** Whether the agent reads CPU, memory, disks, file systems and network of the host. Must be true or false. Default: `true`. */
  hostMetrics?: boolean;
  /** Where the Docker engine serves its own metrics (`metrics-addr` in its daemon.json), as seen from a container. Empty: they are not scraped. Must be host:port, the port from 1 to 65535, or empty. */
  engineMetricsTarget?: string;
  /** Whether the agent lists the containers of its host. Apps that send no identity are then matched to their container by address, and containers with a `prometheus-port` label are scraped. Reads the engine's lists of containers and networks, through `dockerSocketProxy`. Must be true or false. Default: `true`. */
  containerDiscovery?: boolean;
  /** Directory on the Docker host with metrics in files: each `*.prom` file in Prometheus' text format is scraped. For the service `node-exporter`, which is not among the default ones. The directory must exist, and the user nobody must be able to read it. See [operations](operations.md#metrics-from-files). Must be an absolute path of letters, digits and any of . / @ + _ -. Default: `/var/lib/node_exporter/textfile_collector`. */
  textfileDirectory?: string;
  /** Whether the agent collects what the containers of this host print. Must be true or false. Default: `true`. */
  containerLogs?: boolean;
  /** Containers whose logs are collected. Empty: all. Must be a list of container names or 12-digit ids, * standing for any characters. Default: `[]`. */
  logInclude?: string[];
  /** Containers whose logs are not collected; stronger than `logInclude`. Must be a list of container names or 12-digit ids, * standing for any characters. Default: `[]`. */
  logExclude?: string[];
  /** Age at which logs are deleted. Applied without a restart. Must be a duration from 24h to 10y, such as 15s, 1h30m or 7d. Default: `7d`. */
  logRetention?: string;
  /** Age at which traces are deleted. Applied without a restart. Must be a duration from 1h to 10y, such as 15s, 1h30m or 7d. Default: `7d`. */
  traceRetention?: string;
  /** Disk space that logs are meant to take. Loki cannot be held to it: an alert comes before it is reached, and a first `up` looks whether the disk has it. What makes logs smaller is `logRetention`. Not with `logsBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  logsDiskSize?: string;
  /** Disk space that traces are meant to take. Tempo cannot be held to it: an alert comes before it is reached, and a first `up` looks whether the disk has it. What makes traces smaller is `traceRetention`. Not with `tracesBucket`. Must be a size from 256MiB to 1024TiB, such as 512MiB or 10GiB. Default: `10240MiB`. */
  tracesDiskSize?: string;
  /** Data that each sending queue holds (one for each signal and destination); its file takes up to twice as much. When it is full, senders are made to wait; nothing is dropped. No message may be larger than half of it. Must be a size from 16MiB to 1024TiB, such as 512MiB or 10GiB. Default: `512MiB`. */
  queueSize?: string;
  /** OTLP/HTTP endpoint that gets a copy of every signal, besides the stores. Empty: none. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  upstreamOtlpEndpoint?: string;
  /** Headers for `upstreamOtlpEndpoint`, such as credentials. Set it with `--secret`; it reaches the Collector as a file. Must be an object of header names and values. Default: `{}`. */
  upstreamOtlpHeaders?: pulumi.Input<Record<string, string>>;
  /** A Prometheus of your own, in place of the one here, as the containers reach it. It needs the OTLP and the remote-write receiver. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  prometheusUrl?: string;
  /** Query URL of a Tempo of your own, in place of the one here. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  tempoUrl?: string;
  /** Where a Tempo of your own takes OTLP over gRPC (without TLS). Must be host:port, the port from 1 to 65535, or empty. */
  tempoOtlpEndpoint?: string;
  /** A Loki of your own, in place of the one here. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  lokiUrl?: string;
  /** URL by which people reach Grafana, for links and outputs. Empty: the published port. Needed with a proxy in front of it, or for a Grafana of your own. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  grafanaUrl?: string;
  /** Login of Grafana's administrator. Read by Grafana at its first start only. Must be a name of letters, digits, '.', '_', '@' and '-'. Default: `admin`. */
  grafanaAdminUser?: string;
  /** Plugins that Grafana installs at its start, such as the Drilldown apps: `id`, `id@version`, or `id@version@url` for a mirror of your own. Without any, Grafana contacts no outside address, and its Drilldown page is empty. Must be a list of plugin IDs, each with an optional version and URL: id, id@version or id@version@url. Default: `[]`. */
  grafanaPlugins?: string[];
  /** Where Prometheus sends a copy of every sample, by remote write: Mimir, Thanos Receive, VictoriaMetrics or another long-term store. Empty: nowhere. What is stored here stays. See [growth](growth.md). Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  remoteWriteUrl?: string;
  /** Headers for `remoteWriteUrl`, such as the tenant. No secrets: they stand in Prometheus' configuration. Must be an object of header names and values. Default: `{}`. */
  remoteWriteHeaders?: Record<string, string>;
  /** User at `remoteWriteUrl`. Empty: `remoteWritePassword` is sent as a bearer token. Must be a user name without spaces or ':', or empty. */
  remoteWriteUser?: string;
  /** Password of `remoteWriteUser`, or a bearer token. Set it with `--secret`; it reaches Prometheus as a file, which is read anew with each request. Must be one line, or empty. */
  remoteWritePassword?: pulumi.Input<string>;
  /** An S3-compatible object storage for `tracesBucket` and `logsBucket`, such as `https://s3.eu-central-1.amazonaws.com` or a MinIO of your own. Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  objectStorageUrl?: string;
  /** Region of the object storage. Most that are not Amazon's take any. Must be a name of lower-case letters, digits and '-'. Default: `us-east-1`. */
  objectStorageRegion?: string;
  /** Access key of the object storage. Set it with `--secret`. Must be one line, or empty. */
  objectStorageAccessKey?: pulumi.Input<string>;
  /** Secret key of the object storage. Set it with `--secret`. A change of either key replaces Tempo and Loki. Must be one line, or empty. */
  objectStorageSecretKey?: pulumi.Input<string>;
  /** Bucket in which Tempo keeps traces. Empty: on its volume, as far as it is not sent yet in either case. **Tempo reads one of them only**: to take along what is there, see [growth](growth.md#traces). Must be the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  tracesBucket?: string;
  /** Bucket in which Loki keeps logs from the day `logsBucketFrom` on. Empty: on its volume. Must be the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty. */
  logsBucket?: string;
  /** First day (UTC) whose logs go to `logsBucket`. Older ones stay on the volume, and are found there until `logRetention` deletes them. **On a stack that has logs it must be a day to come, and never change again**: logs that are where their day is not looked for are not found. Must be a date as 2026-12-31, or empty. */
  logsBucketFrom?: string;
  /** Alerts that this stack does not have. `docs/alerts.md` describes each of them. Must be a list of the names in docs/alerts.md. Default: `[]`. */
  alertsDisabled?: string[];
  /** Containers that no container alert is about, such as jobs that come and go. Must be a list of container names, * standing for any characters. Default: `[]`. */
  alertIgnoredContainers?: string[];
  /** How long a state has to last before it alerts (three times as long where it fluctuates by nature), and how long an event that is over is reported, at least a minute. Must be a duration from 0s to 1h, such as 15s, 1h30m or 7d. Default: `5m`. */
  alertPendingPeriod?: string;
  /** How long a container is missed that ended and did not come back. Must be a duration from 15m to 1d, such as 15s, 1h30m or 7d. Default: `1h`. */
  alertContainerGoneFor?: string;
  /** How long a host is missed that has stopped to report. Must be a duration from 15m to 7d, such as 15s, 1h30m or 7d. Default: `1d`. */
  alertHostGoneFor?: string;
  /** Restarts of a container within a quarter of an hour above which it alerts. Must be a whole number of restarts from 0 to 100. Default: `3`. */
  alertContainerRestarts?: number;
  /** Memory of a container, of its limit, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertMemoryLimitPercent?: number;
  /** A container alerts whose memory, going on to grow as in the last hour, reaches its limit within this time. Must be a duration from 30m to 7d, such as 15s, 1h30m or 7d. Default: `4h`. */
  alertMemoryFullWithin?: string;
  /** CPU of a container, of its quota, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertCpuQuotaPercent?: number;
  /** Share of a container's CPU periods that were cut short by its quota, above which it is reported as info. Must be a whole number of percent from 1 to 100. Default: `25`. */
  alertThrottledPercent?: number;
  /** Share of time in which all of a container's tasks waited for memory, or for disk I/O, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertPressurePercent?: number;
  /** Share of the packets of a container, or of an interface of the host, with errors or dropped, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `1`. */
  alertNetworkErrorPercent?: number;
  /** CPU use of a host above which it alerts. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostCpuPercent?: number;
  /** CPU time that a virtual host did not get from its hypervisor, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `10`. */
  alertHostStealPercent?: number;
  /** Memory use of a host, buffers and cache left out, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertHostMemoryPercent?: number;
  /** Swap use of a host above which it alerts. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertHostSwapPercent?: number;
  /** Load of a host over five minutes, for each of its CPUs, above which it alerts. Must be a whole number of waiting tasks from 1 to 100. Default: `2`. */
  alertHostLoadPerCpu?: number;
  /** Space, or inodes, used on a file system of a host, above which it alerts as a warning. Must be a whole number of percent from 1 to 100. Default: `85`. */
  alertDiskUsedPercent?: number;
  /** Space used on a file system above which it alerts as critical. Must be a whole number of percent from 1 to 100. Default: `95`. */
  alertDiskFullPercent?: number;
  /** A file system alerts that, filling as it did lately, is full within this time (and is at least half full). Must be a duration from 1h to 30d, such as 15s, 1h30m or 7d. Default: `24h`. */
  alertDiskFullWithin?: string;
  /** Fill of a Collector's sending queue above which it alerts. Must be a whole number of percent from 1 to 100. Default: `80`. */
  alertQueuePercent?: number;
  /** Disk space of Prometheus, Loki or Tempo, of `metricsRetentionSize`, `logsDiskSize` or `tracesDiskSize`, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `90`. */
  alertStoragePercent?: number;
  /** Share of Loki's requests that fail, above which it alerts. Must be a whole number of percent from 1 to 100. Default: `5`. */
  alertRequestErrorPercent?: number;
  /** Where the page `docs/alerts.md` is read, such as its URL in your Git host: the link in each alert. Empty: the path of the page in this repository. Must be an http:// or https:// URL without login or fragment, its special characters written as %24, or empty. */
  runbookBaseUrl?: string;
  /** An Alertmanager of your own that Prometheus sends its alerts to, as the containers reach it, in place of the one here (`alertmanager` in `services`). Must be an http:// or https:// URL without login, query or fragment, its special characters written as %24, or empty. */
  alertmanagerUrl?: string;
  /** How long the first message of a group of alerts waits for more of them; what changes in the group later waits twice as long. Must be a duration from 0s to 10m, such as 15s, 1h30m or 7d. Default: `30s`. */
  alertGroupWait?: string;
  /** How often a message about alerts that go on is sent again. Must be a duration from 5m to 7d, such as 15s, 1h30m or 7d. Default: `4h`. */
  alertRepeatInterval?: string;
  /** Whether alerts of severity info are sent, too. They are always seen in Alertmanager. Must be true or false. Default: `false`. */
  alertSendInfo?: boolean;
  /** URL that Alertmanager posts alerts to, in its own JSON. Set it with `--secret`; it reaches Alertmanager as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertWebhookUrl?: pulumi.Input<string>;
  /** Incoming webhook of Slack that gets the alerts as messages. Set it with `--secret`; it reaches Alertmanager as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertSlackWebhookUrl?: pulumi.Input<string>;
  /** Slack channel, where the webhook is not bound to one. Empty: the webhook's own. Must be a channel with its #, or a user with an @, without braces, or empty. */
  alertSlackChannel?: string;
  /** Who gets the alerts by e-mail. Needs `alertEmailFrom` and `smtpSmarthost`. Must be mail addresses without braces, with commas between them, or empty. */
  alertEmailTo?: string;
  /** Sender of the e-mails. Must be a mail address without braces, or empty. */
  alertEmailFrom?: string;
  /** Mail server that takes the e-mails. Must be host:port, the port from 1 to 65535, or empty. */
  smtpSmarthost?: string;
  /** Login at the mail server. Empty: none is needed. Must be a login without spaces, or empty. */
  smtpUser?: string;
  /** Password at the mail server. Set it with `--secret`; it reaches Alertmanager as a file. Must be one line, or empty. */
  smtpPassword?: pulumi.Input<string>;
  /** Whether mail is sent over TLS (STARTTLS) only. Must be true or false. Default: `true`. */
  smtpRequireTls?: boolean;
  /** URL that is called for as long as alerting works, of a service that tells you when the calls end. Set it with `--secret`; it reaches Alertmanager as a file. Must be an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty. */
  alertDeadManUrl?: pulumi.Input<string>;
  /** How often `alertDeadManUrl` is called. Must be a duration from 5s to 1h, such as 15s, 1h30m or 7d. Default: `1m`. */
  alertDeadManInterval?: string;
  /** Memory limit of cAdvisor in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 64 (less than that and the service does not run). Default: `256`. */
  cadvisorMemoryMiB?: number;
  /** Memory limit of Prometheus in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  prometheusMemoryMiB?: number;
  /** Memory limit of the gateway Collector in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `512`. */
  collectorMemoryMiB?: number;
  /** Memory limit of the agent Collector in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `256`. */
  agentMemoryMiB?: number;
  /** Memory limit of Tempo in MiB; the kernel ends the container above it. Tempo is told of four fifths of it, for its heap. A change replaces the container. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  tempoMemoryMiB?: number;
  /** Memory limit of Loki in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `1024`. */
  lokiMemoryMiB?: number;
  /** Memory limit of Grafana in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 128 (less than that and the service does not run). Default: `512`. */
  grafanaMemoryMiB?: number;
  /** Memory limit of Alertmanager in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 64 (less than that and the service does not run). Default: `128`. */
  alertmanagerMemoryMiB?: number;
  /** Memory limit of node_exporter in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 32 (less than that and the service does not run). Default: `64`. */
  nodeExporterMemoryMiB?: number;
  /** Memory limit of the proxy of `dockerSocketProxy` in MiB; the kernel ends the container above it. Changed in place, without a restart. Must be a whole number of MiB, at least 32 (less than that and the service does not run). Default: `64`. */
  dockerSocketProxyMemoryMiB?: number;
  /** The engine's socket on the Docker host. Mounted read-only into the agent role. Must be an absolute path of letters, digits and any of . / @ + _ -. Default: `/var/run/docker.sock`. */
  dockerSocket?: string;
  /** Whether a read-only proxy stands between the engine's socket and the agent. Only the proxy mounts the socket, and it answers only what `containerDiscovery` and `containerMetrics: docker_stats` request. Off: the agent mounts the socket itself. Must be true or false. Default: `true`. */
  dockerSocketProxy?: boolean;
  /** Registry that stands in for every image's own: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`. Must be registry host with an optional path, without a trailing slash, or empty. */
  imageRegistry?: string;
  /** Image of cAdvisor. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `ghcr.io/google/cadvisor:v0.60.6`. */
  cadvisorImage?: string;
  /** Image of Prometheus. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/prometheus:v3.16.0`. */
  prometheusImage?: string;
  /** Image of both Collectors. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `otel/opentelemetry-collector-contrib:0.161.0`. */
  collectorImage?: string;
  /** Image of Tempo. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/tempo:2.9.0`. */
  tempoImage?: string;
  /** Image of Loki. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/loki:3.7.8`. */
  lokiImage?: string;
  /** Image of Grafana. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `grafana/grafana:12.4.10`. */
  grafanaImage?: string;
  /** Image of Alertmanager. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/alertmanager:v0.35.0`. */
  alertmanagerImage?: string;
  /** Image of node_exporter. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `prom/node-exporter:v1.12.1`. */
  nodeExporterImage?: string;
  /** Image of the proxy of `dockerSocketProxy`. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `wollomatic/socket-proxy:1.13.1`. */
  dockerSocketProxyImage?: string;
  /** Image of the containers that write config files, and of the health probe lent to images without a shell. Used as given, without `imageRegistry`. A change replaces the container and keeps its data. Must be an image reference with a tag or a digest, and not :latest. Default: `busybox:1.37`. */
  busyboxImage?: string;
  /** Major version of Tempo that its configuration, alerts and panels are made for. `image`: the one in the tag of `tempoImage`; say it here where the tag does not, as with a digest alone. **From 2 to 3 there is no way back**: see [upgrading Tempo](versions.md#from-tempo-2-to-3). Must be one of image, 2, 3. Default: `image`. */
  tempoVersion?: string;
}
