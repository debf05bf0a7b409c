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

  queueSize: kinds.size({
    min: "16MiB",
    default: 512 * 2 ** 20,
    sample: 64 * 2 ** 20,
    description:
      "Data that each sending queue holds (one for each signal and destination); its file takes up to twice as much. When it is full, senders are made to wait; nothing is dropped. No message may be larger than half of it.",
  }),

  dockerSocket: kinds.hostPath({
    example: "/var/run/docker.sock",
    default: "/var/run/docker.sock",
    sample: "/run/user/1000/docker.sock",
    description: "The engine's socket on the Docker host. Mounted read-only into the agent role.",
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
  busyboxImage: image({
    name: "busybox",
    sample: "example.com/busybox:1",
    of: "the containers that write config files, and of the health probe lent to images without a shell",
  }),

  scrapeInterval: kinds.duration({
    min: "1s",
    max: "5m",
    default: "15s",
    sample: "10s",
    description: "How often metrics are scraped, and the smallest step of the dashboards.",
  }),
  containerMetrics: kinds.choice(["cadvisor", "docker_stats"], {
    default: "cadvisor",
    sample: "docker_stats",
    description:
      "Where container metrics come from. `docker_stats` asks the engine instead of running cAdvisor: fewer series, more load on the engine, Docker 25 or later.",
  }),
};
