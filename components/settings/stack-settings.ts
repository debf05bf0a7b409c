import { z } from "zod";
import { image } from "./container-settings";
import { DATA_SERVICES } from "./data-owners";
import * as kinds from "./kinds";
import { DEFAULT_SERVICES, SERVICES } from "./services";

const dataVolumes = z.partialRecord(
  z.enum(DATA_SERVICES),
  z
    .string()
    .regex(
      /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/,
      "is not the name of a Docker volume (a path is not allowed)",
    ),
);

/** Settings of the whole stack, and settings that several services read. */
export const stackSettings = {
  environment: kinds.text({
    form: "a name of up to 63 letters, digits, '.', '_' and '-', or empty",
    example: "staging",
    pattern: /^[\w.-]{0,63}$/,
    default: "",
    sample: "staging",
    description:
      "Name of the environment, such as `prod`. Every signal carries it as `deployment.environment.name` and as `environment`. Empty: the name of the stack, or with `backendStack` the environment of that stack.",
  }),
  namePrefix: kinds.text({
    form: "a name of up to 40 lower-case letters, digits, '.', '_' and '-' that begins with a letter or digit, or empty",
    example: "observability-dev",
    pattern: /^(?:[a-z0-9][a-z0-9_.-]{0,39})?$/,
    default: "",
    sample: "other",
    description:
      "Prefix of the name of every container, network and volume. Empty: `observability-<stack>`. A change recreates everything, **with new, empty data volumes**.",
  }),
  hostName: kinds.text({
    form: "a host name of letters, digits, '.', '_' and '-', or empty",
    example: "web-1",
    pattern: /^[\w.-]{0,253}$/,
    default: "",
    sample: "web-1",
    description:
      "Name of the Docker host. Its container metrics, host metrics and container logs carry it as `host.name`. Empty: the name that its Docker Engine reports. A change starts new time series. Not supported with `swarm`, where each node has its own name.",
  }),
  services: kinds.choices(SERVICES, {
    default: [...DEFAULT_SERVICES],
    sample: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
    description:
      "Services that this stack runs. Omit a service that you run elsewhere, and set its URL (`prometheusUrl`, `tempoUrl` and `tempoOtlpEndpoint`, `lokiUrl`). The default does not include `alertmanager`, which sends notifications, and `node-exporter`, which reads metrics from files.",
  }),
  protectData: kinds.toggle({
    default: true,
    description:
      "Protects the data volumes: `npm run down` keeps them, and no change can replace them. To delete a stack with its data, set `protectData` to `false`, run `npm run up`, and then `npm run down`.",
  }),
  dataVolumes: kinds.structured(dataVolumes, {
    form: `an object with names of Docker volumes by service (${DATA_SERVICES.join(", ")})`,
    example: '{"prometheus":"dockprom_prometheus_data"}',
    default: {},
    sample: { prometheus: "dockprom_prometheus_data" },
    description:
      "Existing volumes for the data of services, instead of `<namePrefix>-<service>-data`. The service's user becomes the owner of all files in the volume. A change replaces the container and deletes no volume. `npm run down` does not delete these volumes either, unless another stack of this project created them. See [existing data](operate/recovery.md#adopt-existing-data). Not supported with `swarm`.",
  }),

  bindAddress: kinds.ipAddress({
    form: "an IP address of the Docker host",
    example: "127.0.0.1",
    default: "127.0.0.1",
    sample: "127.0.0.2",
    description:
      "IP address of the Docker host on which all ports are published. Any address except loopback requires TLS (`tls`), and client credentials (`otlpAuth`) if an OTLP port is published. With `swarm`, published ports require `0.0.0.0` or `::`.",
  }),

  queueSize: kinds.size({
    min: "16MiB",
    default: 512 * 2 ** 20,
    sample: 64 * 2 ** 20,
    description:
      "Capacity of each sending queue (one for each signal and destination). The file of a queue takes up to twice as much disk space. When a queue is full, senders have to wait, and nothing is dropped. No message may be larger than half of this size.",
  }),

  dockerSocket: kinds.hostPath({
    example: "/var/run/docker.sock",
    default: "/var/run/docker.sock",
    sample: "/run/user/1000/docker.sock",
    description:
      "Path of Docker Engine's socket on the Docker host, such as `/run/user/1000/docker.sock` for rootless Docker. The agent role mounts it read-only.",
  }),
  imageRegistry: kinds.text({
    form: "a registry host with an optional port and path, without https:// and without a trailing slash, or empty",
    example: "registry.example.com/mirror",
    pattern: /^(?:[\w.-]+(?::\d+)?(?:\/[\w.-]+)*)?$/,
    default: "",
    sample: "registry.example.com/mirror",
    description:
      "Registry that replaces the registry of every default image: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`. It does not apply to images that you set yourself, such as `prometheusImage`.",
  }),
  busyboxImage: image({
    name: "busybox",
    sample: "example.com/busybox:1",
    of: "the volume populators, which write config files, and of the injected health check for images without a shell",
    change: "A change recreates the volume populators, and keeps their files and all data.",
  }),

  scrapeInterval: kinds.duration({
    min: "1s",
    max: "5m",
    default: "15s",
    sample: "10s",
    description:
      "Interval between scrapes of metrics, and the smallest step of the dashboards. A shorter interval uses more CPU and disk space.",
  }),
  containerMetrics: kinds.choice(["cadvisor", "docker_stats"], {
    default: "cadvisor",
    sample: "docker_stats",
    description:
      "Source of container metrics. `docker_stats` queries Docker Engine instead of running cAdvisor. It collects fewer time series, puts more load on the engine, and requires Docker 25 or later. Only alerts about memory and about missing containers work with it. Not supported with `swarm`.",
  }),
};
