import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import type { ServiceManifest } from "../manifest";

export const cadvisor = {
  name: "cadvisor",
  listed: "by default",
  endpoint: { host: "cadvisor", http: 8080 },
  perNode: true,
  image: "cadvisorImage",
  memory: "cadvisorMemoryMiB",
  releases: "https://github.com/google/cadvisor/releases/tag/v{version}",
  whileAway: "Container metrics have a gap.",
  onceRemoved:
    "This host no longer has container metrics, unless the agent reads them from the engine.",
  settings: {
    cadvisorTransport: kinds.choice(["scrape", "otlp"], {
      default: "scrape",
      sample: "otlp",
      description:
        "Transport of cAdvisor's metrics. `scrape`: Prometheus scrapes them, and has a gap after an outage. `otlp`: the agent scrapes them and pushes them over OTLP, and its queue bridges an outage. The time series are the same. With `swarm`, only `scrape` is supported.",
    }),
    cadvisorMetrics: kinds.choice(["essential", "all"], {
      default: "essential",
      sample: "all",
      description:
        "cAdvisor time series to store. `essential`: those that the stack's dashboards, alerts and rules query, plus `container_memory_usage_bytes` and `container_last_seen`. `all`: about 20 more for each container, such as `container_memory_mapped_file`.",
    }),
    cadvisorPrivileged: kinds.toggle({
      default: false,
      description:
        "Runs cAdvisor as a privileged container. Only for hosts that hide cgroups or the kernel log from unprivileged containers. Not supported with `swarm`.",
    }),
    oomEvents: kinds.toggle({
      default: true,
      description:
        "Counts out-of-memory kills, which cAdvisor reads from the kernel log (`/dev/kmsg`). Turn it off on a host without that log. The alert `ContainerOomKilled` requires it.",
    }),
    cadvisorMemoryMiB: memory({ of: "cAdvisor", default: 256, sample: 65, min: 64 }),
    cadvisorImage: image({ name: "cadvisor", of: "cAdvisor", sample: "example.com/cadvisor:1" }),
  },
} as const satisfies ServiceManifest;
