import { z } from "zod";
import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { OPENED_BY_PEOPLE, url } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

const plugin = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)+(?:@[\w.+-]*(?:@https?:\/\/[^\s,]+)?)?$/,
    "is not a plugin ID, such as grafana-lokiexplore-app or grafana-lokiexplore-app@1.0.32",
  );

export const grafana = {
  name: "grafana",
  listed: "by default",
  endpoint: { host: "grafana", http: 3000 },
  servesTls: true,
  published: [{ setting: "grafanaPort", port: "http" }],
  image: "grafanaImage",
  memory: "grafanaMemoryMiB",
  releases: "https://github.com/grafana/grafana/releases/tag/v{version}",
  dataOwner: 472,
  backupTurn: 1,
  scrape: { job: "grafana", host: "grafana", port: 3000 },
  buildInfo: { metric: "grafana_build_info", labels: ["version"] },
  whileAway: "Open pages must be reloaded; users stay logged in.",
  onceRemoved: "This stack no longer has dashboards.",
  settings: {
    grafanaPort: kinds.port({
      default: 3000,
      sample: 13000,
      description: "Port on `bindAddress` at which users reach Grafana.",
    }),
    grafanaUrl: url({
      instead: OPENED_BY_PEOPLE,
      sample: "https://grafana.example.com",
      description:
        "URL at which users reach Grafana, for links and outputs. Empty: the published port. Required with a proxy in front of Grafana, or for your own Grafana.",
    }),
    grafanaAdminUser: kinds.text({
      form: "a name of letters, digits, '.', '_', '@' and '-'",
      example: "admin",
      pattern: /^[\w.@-]{1,190}$/,
      default: "admin",
      sample: "root",
      description:
        "Login of Grafana's administrator. Grafana reads it only at its first start: a later change replaces the container but not the login.",
    }),
    grafanaPlugins: kinds.structured(z.array(plugin), {
      form: "a list of plugins, each as id, id@version or id@version@url",
      example: '["grafana-lokiexplore-app@1.0.32"]',
      default: [],
      sample: ["grafana-lokiexplore-app@1.0.32"],
      description:
        "Plugins that Grafana downloads and installs when it starts, such as the Drilldown apps. Each is `id`, `id@version`, or `id@version@url` for your own mirror. Without plugins, Grafana contacts no outside address, and its Drilldown page is empty.",
    }),
    grafanaMemoryMiB: memory({ of: "Grafana", default: 512, sample: 134, min: 128 }),
    grafanaImage: image({ name: "grafana", of: "Grafana", sample: "example.com/grafana:1" }),
  },
} as const satisfies ServiceManifest;
