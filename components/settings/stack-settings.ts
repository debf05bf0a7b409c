import { z } from "zod";
import { image } from "./container-settings";
import { DATA_SERVICES } from "./data-owners";
import * as kinds from "./kinds";
import { DEFAULT_SERVICES, SERVICES } from "./services";

const dataVolumes = z.partialRecord(
  z.enum(DATA_SERVICES),
  z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/),
);

/** Settings of the stack as a whole, and those that several services read. */
export const stackSettings = {
  environment: kinds.text({
    form: "a name of letters, digits, '.', '_' and '-', or empty",
    example: "staging",
    pattern: /^[\w.-]{0,63}$/,
    default: "",
    sample: "staging",
    description:
      "Name of the environment. Every signal carries it as `deployment.environment.name` and as `environment`. If empty, the name of the stack applies.",
  }),
  namePrefix: kinds.text({
    form: "up to 40 lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, or empty",
    example: "observability-dev",
    pattern: /^(?:[a-z0-9][a-z0-9_.-]{0,39})?$/,
    default: "",
    sample: "other",
    description:
      "Prefix of the name of every container, network and volume. If empty, `observability-<stack>` applies. A change recreates everything, **with new, empty data volumes**.",
  }),
  hostName: kinds.text({
    form: "a host name, or empty",
    example: "web-1",
    pattern: /^[\w.-]{0,253}$/,
    default: "",
    sample: "web-1",
    description:
      "Name of the Docker host. Its container metrics, host metrics and container logs carry it as `host.name`. If empty, the name that its Docker Engine reports applies.",
  }),
  services: kinds.choices(SERVICES, {
    default: [...DEFAULT_SERVICES],
    sample: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
    description:
      "Services that this stack runs. Omit a service that you run elsewhere, and set its URL (`prometheusUrl`, `tempoUrl`, `lokiUrl`). The default does not include `alertmanager`.",
  }),
  protectData: kinds.toggle({
    default: true,
    description:
      "Protects the data volumes: they survive `npm run down` and cannot be replaced. To allow the deletion of a stack's data, turn it off and run `up` first.",
  }),
  dataVolumes: kinds.structured(dataVolumes, {
    form: `an object that gives services (${DATA_SERVICES.join(", ")}) the name of a Docker volume each`,
    example: '{"prometheus":"dockprom_prometheus_data"}',
    default: {},
    sample: { prometheus: "dockprom_prometheus_data" },
    description:
      "Existing volumes for the data of services, instead of `<namePrefix>-<service>-data`. The service's user becomes the owner of all files in the volume. This project never deletes a volume that belongs to no other stack: see `docs/how-to/environments.md`. A change replaces the container.",
  }),

  bindAddress: kinds.ipAddress({
    form: "an IP address of the Docker host",
    example: "127.0.0.1",
    default: "127.0.0.1",
    sample: "127.0.0.2",
    description:
      "Address of the Docker host on which ports are published. Validation rejects any address but loopback unless `tls` is on and `otlpAuth` requires credentials.",
  }),

  queueSize: kinds.size({
    min: "16MiB",
    default: 512 * 2 ** 20,
    sample: 64 * 2 ** 20,
    description:
      "Capacity of each sending queue (one for each signal and destination). The file of a queue takes up to twice as much. When a queue is full, senders have to wait, and nothing is dropped. No message may be larger than half of this size.",
  }),

  dockerSocket: kinds.hostPath({
    example: "/var/run/docker.sock",
    default: "/var/run/docker.sock",
    sample: "/run/user/1000/docker.sock",
    description:
      "Path of Docker Engine's socket on the Docker host. The agent role mounts it read-only.",
  }),
  imageRegistry: kinds.text({
    form: "registry host with an optional path, without a trailing slash, or empty",
    example: "registry.example.com/mirror",
    pattern: /^(?:[\w.-]+(?::\d+)?(?:\/[\w.-]+)*)?$/,
    default: "",
    sample: "registry.example.com/mirror",
    description:
      "Registry that replaces every image's own registry: `prom/prometheus` becomes `<imageRegistry>/prom/prometheus`.",
  }),
  busyboxImage: image({
    name: "busybox",
    sample: "example.com/busybox:1",
    of: "the containers that write config files, and of the injected health check for images without a shell",
  }),

  scrapeInterval: kinds.duration({
    min: "1s",
    max: "5m",
    default: "15s",
    sample: "10s",
    description: "Interval between scrapes of metrics, and the smallest step of the dashboards.",
  }),
  containerMetrics: kinds.choice(["cadvisor", "docker_stats"], {
    default: "cadvisor",
    sample: "docker_stats",
    description:
      "Source of container metrics. `docker_stats` queries Docker Engine instead of running cAdvisor. It collects fewer time series, puts more load on the engine, and requires Docker 25 or later.",
  }),
};
