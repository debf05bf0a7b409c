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
  whileAway: "Container metrics have a gap of that length.",
  onceRemoved: "This host has no container metrics any more, unless the agent asks the engine.",
  settings: {
    cadvisorTransport: kinds.choice(["scrape", "otlp"], {
      default: "scrape",
      sample: "otlp",
      description:
        "How cAdvisor's metrics travel: scraped by Prometheus, or scraped by the agent and pushed over OTLP. The series are the same.",
    }),
    cadvisorMetrics: kinds.choice(["essential", "all"], {
      default: "essential",
      sample: "all",
      description:
        "Which of cAdvisor's series are stored. `essential`: what the dashboards, alerts and rules here ask for, and `container_memory_usage_bytes` and `container_last_seen`. `all`: some 20 more for each container, such as `container_memory_mapped_file`.",
    }),
    cadvisorPrivileged: kinds.toggle({
      default: false,
      description:
        "Whether cAdvisor runs privileged. Only for hosts that hide cgroups or the kernel log from anything less.",
    }),
    oomEvents: kinds.toggle({
      default: true,
      description:
        "Whether cAdvisor counts out-of-memory kills. It reads the kernel log (`/dev/kmsg`); turn it off on a host that has none.",
    }),
    cadvisorMemoryMiB: memory({ of: "cAdvisor", default: 256, sample: 65, min: 64 }),
    cadvisorImage: image({ name: "cadvisor", of: "cAdvisor", sample: "example.com/cadvisor:1" }),
  },
} as const satisfies ServiceManifest;
