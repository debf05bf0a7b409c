import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { observabilityStack, PipelineExtension } from "container-observability";

const config = new pulumi.Config();
const stack = config.get("stack") ?? "dev";

/** A container with metrics. Prometheus reaches it by its alias on the stack's network. */
const exporter = new docker.Container("exporter", {
  image: config.get("image") ?? "prom/node-exporter:v1.12.1",
  command: ["--collector.disable-defaults", "--collector.loadavg", "--collector.meminfo"],
  networkMode: "bridge",
  networksAdvanced: [
    { name: observabilityStack(stack).networkName, aliases: ["own-monitoring-exporter"] },
  ],
  user: "65534:65534",
  readOnly: true,
  capabilities: { drops: ["ALL"] },
  securityOpts: ["no-new-privileges:true"],
  memory: 64,
  memorySwap: 64,
  restart: "always",
});

const extension = new PipelineExtension("monitoring", {
  stack,
  scrapeTargets: [
    { job: "own-monitoring", targets: ["own-monitoring-exporter:9100"], labels: { team: "shop" } },
  ],
  alertRules: [
    {
      alert: "OwnExporterDown",
      expr: 'up{job="own-monitoring"} == 0 or absent(up{job="own-monitoring"})',
      for: "1m",
      annotations: {
        summary: "The exporter of own-monitoring does not answer",
        description: "Prometheus has not been able to scrape it for a minute.",
      },
    },
  ],
  dashboards: {
    "load.json": readFileSync(join(__dirname, "dashboards", "load.json"), "utf8"),
  },
  folder: "Own monitoring",
});

export const exporterName = exporter.name;
export const extensionName = extension.extensionName;
