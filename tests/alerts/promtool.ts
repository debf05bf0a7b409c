import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { renderedFiles } from "../../components/plan/files";
import { toYaml } from "../../components/render/yaml";
import type { AlertName } from "../../components/settings/alert-names";
import type { PipelineSettings } from "../../components/settings/schema";

/** Series with their samples, in promtool's notation: `0+1x10` goes from 0 to 10. */
export type Samples = Readonly<Record<string, string>>;

interface Firing {
  readonly series: Samples;
  /** Time at which the alert must fire. */
  readonly at: string;
  /** Labels of the firing alert, without `alertname`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert with series that make it fire, and similar series that do not. Only the Watchdog is never silent. */
export interface AlertCase {
  readonly alert: AlertName;
  readonly fires: Firing;
  readonly silent?: { readonly series: Samples; readonly at: string };
}

export interface RecordCase {
  readonly record: string;
  readonly series: Samples;
  readonly at: string;
  readonly expected: readonly { readonly labels: string; readonly value: number }[];
}

const STEP = "15s";

/** Annotations of an alert. */
export type Says = Readonly<Record<string, string>>;

export function alertTests(cases: readonly AlertCase[], says: (test: AlertCase) => Says): object[] {
  return cases.flatMap((test) => {
    const { alert, fires, silent } = test;
    const firing = { exp_labels: fires.labels, exp_annotations: says(test) };
    const tests = [alertTest(`${alert} fires`, alert, fires, [firing])];
    if (silent !== undefined) tests.push(alertTest(`${alert} is silent`, alert, silent, []));
    return tests;
  });
}

function alertTest(
  name: string,
  alertname: AlertName,
  { series, at }: { series: Samples; at: string },
  expected: object[],
): object {
  return {
    name,
    interval: STEP,
    input_series: samples(series),
    alert_rule_test: [{ eval_time: at, alertname, exp_alerts: expected }],
  };
}

export function recordTests(cases: readonly RecordCase[]): object[] {
  return cases.map(({ record, series, at, expected }) => ({
    name: record,
    interval: STEP,
    input_series: samples(series),
    promql_expr_test: [
      {
        expr: record,
        eval_time: at,
        exp_samples: expected.map(({ labels, value }) => ({
          labels: `${record}${labels}`,
          value,
        })),
      },
    ],
  }));
}

function samples(series: Samples): object[] {
  return Object.entries(series).map(([name, values]) => ({ series: name, values }));
}

/** Runs the tests on the rendered rules of these settings. Returns promtool's output about failed tests. */
export function runPromtool(settings: PipelineSettings, tests: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), "alerts-"));
  try {
    const files = Object.entries(renderedFiles(settings).prometheus ?? {})
      .map(([path, text]) => ({ name: basename(path), text }))
      .filter(({ name }) => name !== "prometheus.yml");
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    writeFileSync(
      join(folder, "tests.yml"),
      toYaml({
        rule_files: files.map(({ name }) => name),
        evaluation_interval: "1m",
        fuzzy_compare: true,
        tests,
      }),
    );
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", "tests.yml"], {
      cwd: folder,
      encoding: "utf8",
    });
    return status === 0 ? "" : stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns `metric{...}` with these labels, such as those of a container, a host or a service. */
export function series(metric: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return `${metric}{${pairs.join(",")}}`;
}

const PLACE = {
  deployment_environment_name: "prod",
  environment: "prod",
  host_name: "web-1",
};

export const on = Object.freeze({
  host: PLACE,
  container: { ...PLACE, container_name: "shop", container_id: "3f2a9c1b0d4e" },
  cadvisor: { job: "docker", instance: "cadvisor:8080" },
  hostmetrics: { job: "host", instance: "web-1" },
});

/** Returns the labels of a service that Prometheus scrapes. */
export function scraped(job: string, instance: string) {
  return { ...PLACE, job, instance };
}
