import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "./fault";
import type { Stage } from "./stage";

interface Change {
  readonly what: string;
  readonly replaces?: readonly string[];
  readonly keepsScraping?: boolean;
  /** Settings that an operator changes. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Edit of a source file, for configuration without a setting, which only another version of this project changes. */
  readonly edit?: { readonly file: string; readonly from: string; readonly to: string };
}

const CHANGES: readonly Change[] = [
  {
    what: "Prometheus: a scrape target",
    settings: { scrapeTargets: [{ job: "own", targets: ["cadvisor:8080"] }] },
    keepsScraping: true,
  },
  { what: "Prometheus: a rule", settings: { alertHostCpuPercent: 77 }, keepsScraping: true },
  { what: "Prometheus: retention", settings: { metricsRetention: "3d" }, keepsScraping: true },
  {
    what: "Tempo: limits and retention",
    // Prometheus' rules look back as far as the longer of two retentions, which does not change.
    settings: { traceRetention: "7d" },
    keepsScraping: true,
  },
  {
    what: "Loki: limits and retention",
    settings: { logRetention: "48h" },
    keepsScraping: true,
  },
  {
    what: "Grafana: a dashboard",
    edit: {
      file: "components/services/grafana/dashboards/boards/logs.ts",
      from: "No errors in this time",
      to: "No errors in the time that is shown",
    },
    keepsScraping: true,
  },
  {
    what: "Grafana: a data source",
    edit: {
      file: "components/services/grafana/datasources.ts",
      from: "maxLines: 1000",
      to: "maxLines: 900",
    },
    replaces: ["grafana"],
    keepsScraping: true,
  },
  {
    what: "gateway",
    settings: { upstreamOtlpEndpoint: "http://upstream.invalid:4318" },
    replaces: ["collector"],
    keepsScraping: true,
  },
  {
    what: "agent",
    settings: { logExclude: ["noise-*"] },
    replaces: ["agent"],
    keepsScraping: true,
  },
  {
    what: "Tempo: main configuration",
    edit: {
      file: "components/services/tempo/config.ts",
      from: 'log_level: "info"',
      to: 'log_level: "warn"',
    },
    replaces: ["tempo"],
    keepsScraping: true,
  },
  {
    what: "Loki: main configuration",
    edit: {
      file: "components/services/loki/config.ts",
      from: 'log_level: "info"',
      to: 'log_level: "warn"',
    },
    replaces: ["loki"],
    keepsScraping: true,
  },
];

/** Initial settings: each change then changes only one thing. */
export const BEFORE_CHANGES = { traceRetention: "5d", logRetention: "7d" };

/** Faults that run `up` with another configuration. */
export const configChanges: readonly Fault[] = CHANGES.map(
  ({ what, settings, edit, ...expected }) => ({
    name: `configuration of ${what}`,
    kind: "config",
    ...expected,
    apply: async (stage) => {
      if (settings !== undefined) stage.stack.configure(settings);
      if (edit !== undefined) rewrite(stage, edit);
      await stage.up();
    },
  }),
);

function rewrite(stage: Stage, { file, from, to }: Required<Change>["edit"]): void {
  const path = join(stage.clone.folder, file);
  const before = readFileSync(path, "utf8");
  if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, before.replace(from, to));
}
