import { z } from "zod";
import { alertSettings } from "./alert-settings";
import { collectionSettings } from "./collection-settings";
import { DATA_SERVICES } from "./data-owners";
import { hostSettings } from "./host-settings";
import * as kinds from "./kinds";
import { images } from "./images";
import { securitySettings } from "./security-settings";
import { DEFAULT_SERVICES, SERVICES } from "./services";
import { storeSettings } from "./store-settings";
import { swarmSettings } from "./swarm-settings";
import { BY_A_PROXY, OPENED_BY_PEOPLE, url } from "./urls";

const headers = z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\p{Cc}\p{Cs}]+$/u));
const dataVolumes = z.partialRecord(
  z.enum(DATA_SERVICES),
  z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/),
);

const memory = ({
  of,
  change = "Changed in place, without a restart.",
  ...options
}: { of: string; change?: string; min: number } & Omit<kinds.Described<number>, "description">) =>
  kinds.memoryMiB({
    ...options,
    description: `Memory limit of ${of} in MiB; the kernel ends the container above it. ${change}`,
  });

const imageOf = (name: keyof typeof images, sample: string, purpose = name as string) =>
  kinds.image({
    default: images[name],
    sample,
    description: `Image of ${purpose}. Used as given, without \`imageRegistry\`. A change replaces the container and keeps its data.`,
  });

/** Every setting of a stack, in the order in which the documentation shows them. */
export const schema = {
  environment: kinds.text({
    form: "a name of letters, digits, '.', '_' and '-', or empty",
    example: "staging",
    pattern: /^[\w.-]{0,63}$/,
    default: "",
    sample: "staging",
    description:
      "Name of the environment, on every signal as `deployment.environment.name` and as `environment`. Empty: the name of the stack.",
  }),
  namePrefix: kinds.text({
    form: "up to 40 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, or empty",
    example: "observability-dev",
    pattern: /^(?:[a-z0-9][a-z0-9_.-]{0,39})?$/,
    default: "",
    sample: "other",
    description:
      "Beginning of the name of every container, network and volume. Empty: `observability-<stack>`. A change makes everything anew, **with new, empty data volumes**.",
  }),
  hostName: kinds.text({
    form: "a host name, or empty",
    example: "web-1",
    pattern: /^[\w.-]{0,253}$/,
    default: "",
    sample: "web-1",
    description:
      "Name of the Docker host, on its container metrics, host metrics and container logs as `host.name`. Empty: the name that its Docker engine reports.",
  }),
  services: kinds.choices(SERVICES, {
    default: [...DEFAULT_SERVICES],
    sample: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
    description:
      "Services this stack runs. Leave out what you run elsewhere and give its URL (`prometheusUrl`, `tempoUrl`, `lokiUrl`). `alertmanager` is not among the default ones.",
  }),
  protectData: kinds.toggle({
    default: true,
    description:
      "Whether the data volumes survive `npm run down` and refuse to be replaced. Turn it off (and run `up`) before a stack's data may go.",
  }),
  dataVolumes: kinds.structured(dataVolumes, {
    form: `an object that gives services (${DATA_SERVICES.join(", ")}) the name of a Docker volume each`,
    example: '{"prometheus":"dockprom_prometheus_data"}',
    default: {},
    sample: { prometheus: "dockprom_prometheus_data" },
    description:
      "Existing volumes to keep a service's data in, in place of `<namePrefix>-<service>-data`. Their files are handed to the service's user; nothing here deletes those that are of no other stack: see `docs/environments.md`. A change replaces the container.",
  }),

  bindAddress: kinds.ipAddress({
    form: "an IP address of the Docker host",
    example: "127.0.0.1",
    default: "127.0.0.1",
    sample: "127.0.0.2",
    description:
      "Address of the Docker host on which ports are published. Anything but loopback is refused unless `tls` is on and `otlpAuth` asks who sends.",
  }),
  grafanaPort: kinds.port({
    default: 3000,
    sample: 13000,
    description: "Published port of Grafana.",
  }),
  prometheusPort: kinds.port({
    default: 9090,
    sample: 19090,
    description: "Published port of Prometheus.",
  }),
  otlpGrpcPort: kinds.port({
    default: 4317,
    sample: 14317,
    description: "Published port for OTLP over gRPC.",
  }),
  otlpHttpPort: kinds.port({
    default: 4318,
    sample: 14318,
    description: "Published port for OTLP over HTTP.",
  }),
  tempoPort: kinds.port({
    default: 3200,
    sample: 13200,
    description: "Published port of Tempo's query API.",
  }),
  lokiPort: kinds.port({
    default: 3100,
    sample: 13100,
    description: "Published port of Loki's query API.",
  }),
  alertmanagerPort: kinds.port({
    default: 9093,
    sample: 19093,
    description: "Published port of Alertmanager.",
  }),
  ...securitySettings,

  ...hostSettings,
  ...swarmSettings,

  ...collectionSettings,

  logRetention: kinds.duration({
    min: "24h",
    max: "10y",
    default: "7d",
    sample: "30d",
    description: "Age at which logs are deleted. Applied without a restart.",
  }),
  traceRetention: kinds.duration({
    min: "1h",
    max: "10y",
    default: "7d",
    sample: "48h",
    description: "Age at which traces are deleted. Applied without a restart.",
  }),
  logsDiskSize: kinds.size({
    min: "256MiB",
    default: 10 * 2 ** 30,
    sample: 20 * 2 ** 30,
    description:
      "Disk space that logs are meant to take. Loki cannot be held to it: an alert comes before it is reached, and a first `up` looks whether the disk has it. What makes logs smaller is `logRetention`. Not with `logsBucket`.",
  }),
  tracesDiskSize: kinds.size({
    min: "256MiB",
    default: 10 * 2 ** 30,
    sample: 5 * 2 ** 30,
    description:
      "Disk space that traces are meant to take. Tempo cannot be held to it: an alert comes before it is reached, and a first `up` looks whether the disk has it. What makes traces smaller is `traceRetention`. Not with `tracesBucket`.",
  }),

  queueSize: kinds.size({
    min: "16MiB",
    default: 512 * 2 ** 20,
    sample: 64 * 2 ** 20,
    description:
      "Data that each sending queue holds (one for each signal and destination); its file takes up to twice as much. When it is full, senders are made to wait; nothing is dropped. No message may be larger than half of it.",
  }),
  upstreamOtlpEndpoint: url({
    instead: "give it as a header in upstreamOtlpHeaders, which is a secret",
    sample: "https://otlp.example.com",
    description:
      "OTLP/HTTP endpoint that gets a copy of every signal, besides the stores. Empty: none.",
  }),
  upstreamOtlpHeaders: kinds.structured(headers, {
    form: "an object of header names and values",
    example: '{"authorization":"Bearer ..."}',
    secret: true,
    default: {},
    sample: { authorization: "Bearer abc" },
    description:
      "Headers for `upstreamOtlpEndpoint`, such as credentials. Set it with `--secret`; it reaches the Collector as a file.",
  }),
  prometheusUrl: url({
    instead: BY_A_PROXY,
    sample: "http://prometheus.example.com:9090",
    description:
      "A Prometheus of your own, in place of the one here, as the containers reach it. It needs the OTLP and the remote-write receiver.",
  }),
  tempoUrl: url({
    instead: BY_A_PROXY,
    sample: "http://tempo.example.com:3200",
    description: "Query URL of a Tempo of your own, in place of the one here.",
  }),
  tempoOtlpEndpoint: kinds.hostPort({
    example: "tempo.example.com:4317",
    sample: "tempo.example.com:4317",
    description: "Where a Tempo of your own takes OTLP over gRPC (without TLS).",
  }),
  lokiUrl: url({
    instead: BY_A_PROXY,
    sample: "http://loki.example.com:3100",
    description: "A Loki of your own, in place of the one here.",
  }),
  grafanaUrl: url({
    instead: OPENED_BY_PEOPLE,
    sample: "https://grafana.example.com",
    description:
      "URL by which people reach Grafana, for links and outputs. Empty: the published port. Needed with a proxy in front of it, or for a Grafana of your own.",
  }),
  grafanaAdminUser: kinds.text({
    form: "a name of letters, digits, '.', '_', '@' and '-'",
    example: "admin",
    pattern: /^[\w.@-]{1,190}$/,
    default: "admin",
    sample: "root",
    description: "Login of Grafana's administrator. Read by Grafana at its first start only.",
  }),

  ...storeSettings,

  ...alertSettings,

  cadvisorMemoryMiB: memory({ of: "cAdvisor", default: 256, sample: 65, min: 64 }),
  prometheusMemoryMiB: memory({ of: "Prometheus", default: 1024, sample: 129, min: 128 }),
  collectorMemoryMiB: memory({ of: "the gateway Collector", default: 512, sample: 130, min: 128 }),
  agentMemoryMiB: memory({ of: "the agent Collector", default: 256, sample: 131, min: 128 }),
  tempoMemoryMiB: memory({
    of: "Tempo",
    default: 1024,
    sample: 132,
    min: 128,
    change: "Tempo is told of four fifths of it, for its heap. A change replaces the container.",
  }),
  lokiMemoryMiB: memory({ of: "Loki", default: 1024, sample: 133, min: 128 }),
  grafanaMemoryMiB: memory({ of: "Grafana", default: 512, sample: 134, min: 128 }),
  alertmanagerMemoryMiB: memory({ of: "Alertmanager", default: 128, sample: 135, min: 64 }),
  dockerSocketProxyMemoryMiB: memory({
    of: "the proxy of `dockerSocketProxy`",
    default: 64,
    sample: 136,
    min: 32,
  }),

  dockerSocket: kinds.text({
    form: "an absolute path of letters, digits and any of . / @ + _ -",
    example: "/var/run/docker.sock",
    pattern: /^\/[\w./@+-]+$/,
    default: "/var/run/docker.sock",
    sample: "/run/user/1000/docker.sock",
    description: "The engine's socket on the Docker host. Mounted read-only into the agent role.",
  }),
  dockerSocketProxy: kinds.toggle({
    default: true,
    description:
      "Whether a read-only proxy stands between the engine's socket and the agent. Only the proxy mounts the socket, and it answers only what `containerDiscovery` and `containerMetrics: docker_stats` request. Off: the agent mounts the socket itself.",
  }),
  imageRegistry: kinds.text({
    form: "registry host with an optional path, without a trailing slash, or empty",
    example: "registry.example.com/mirror",
    pattern: /^(?:[\w.-]+(?::\d+)?(?:\/[\w.-]+)*)?$/,
    default: "",
    sample: "registry.example.com/mirror",
    description:
      "Registry that stands in for every image's own: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`.",
  }),
  cadvisorImage: imageOf("cadvisor", "example.com/cadvisor:1", "cAdvisor"),
  prometheusImage: imageOf("prometheus", "example.com/prometheus:1", "Prometheus"),
  collectorImage: imageOf("collector", "example.com/collector:1", "both Collectors"),
  tempoImage: imageOf("tempo", "example.com/tempo:1", "Tempo"),
  lokiImage: imageOf("loki", "example.com/loki:1", "Loki"),
  grafanaImage: imageOf("grafana", "example.com/grafana:1", "Grafana"),
  alertmanagerImage: imageOf("alertmanager", "example.com/alertmanager:1", "Alertmanager"),
  dockerSocketProxyImage: imageOf(
    "dockerSocketProxy",
    "example.com/socket-proxy:1",
    "the proxy of `dockerSocketProxy`",
  ),
  busyboxImage: imageOf(
    "busybox",
    "example.com/busybox:1",
    "the containers that write config files, and of the health probe lent to images without a shell",
  ),
};

export type SettingName = keyof typeof schema;

type Schema = typeof schema;

/** Every setting with its value: nothing is optional once the configuration is loaded. */
export type PipelineSettings = {
  readonly [Name in SettingName]: z.output<Schema[Name]["check"]>;
};
