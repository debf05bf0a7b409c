import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import type { ServiceManifest } from "../manifest";

/** Serves metrics that scripts and timers of the host write to files. The agent reads all other host metrics. */
export const nodeExporter = {
  name: "node-exporter",
  listed: "on request",
  endpoint: { host: "node-exporter", http: 9100 },
  perNode: true,
  image: "nodeExporterImage",
  memory: "nodeExporterMemoryMiB",
  releases: "https://github.com/prometheus/node_exporter/releases/tag/v{version}",
  scrape: { job: "node-exporter", host: "node-exporter", port: 9100, plain: true },
  buildInfo: { metric: "node_exporter_build_info", labels: ["version"] },
  hostDirectory: "textfileDirectory",
  unlisted: "nothing reads it",
  whileAway: "Metrics from files have a gap.",
  onceRemoved: "Nothing reads the files in `textfileDirectory`.",
  settings: {
    textfileDirectory: kinds.hostPath({
      example: "/var/lib/prometheus/node-exporter",
      default: "/var/lib/node_exporter/textfile_collector",
      sample: "/var/lib/prometheus/node-exporter",
      description:
        "Directory on the Docker host with metrics files. Prometheus scrapes each `*.prom` file in the Prometheus text format. Requires the service `node-exporter`, which is not among the default services. The directory must exist and be readable by the user with the ID 65534, as which node_exporter runs. See [metrics from files](how-to/more-metrics.md#metrics-from-files).",
    }),
    nodeExporterMemoryMiB: memory({ of: "node_exporter", default: 64, sample: 137, min: 32 }),
    nodeExporterImage: image({
      name: "nodeExporter",
      of: "node_exporter",
      sample: "example.com/node-exporter:1",
    }),
  },
} as const satisfies ServiceManifest;
