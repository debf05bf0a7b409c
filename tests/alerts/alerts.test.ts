import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files";
import { ALERTS } from "../../components/settings/alert-names";
import { SERVICES } from "../../components/settings/services";
import { settingsWith } from "../../testing/settings";
import { collectionCases } from "./collection";
import { containerCases } from "./containers";
import { hostCases } from "./host";
import { type AlertCase, alertTests, recordTests, runPromtool, type Says } from "./promtool";
import { recordCases } from "./records";
import { prometheusCases, storeCases } from "./stores";
import { texts } from "./texts";

/**
 * promtool runs the rendered rules: each alert must fire in one case, and be silent in another. Skipped if promtool is
 * not on the PATH.
 */
const canRun = spawnSync("sh", ["-c", "command -v promtool"]).status === 0;

/** With every service and a remote-write store, every alert exists. */
const settings = settingsWith({
  services: [...SERVICES],
  remoteWriteUrl: "https://mimir.example.com/api/v1/push",
});

const cases = [
  ...containerCases,
  ...hostCases,
  ...collectionCases,
  ...prometheusCases,
  ...storeCases,
];

function boardOf({ alert, fires }: AlertCase): string | undefined {
  if (alert === "Watchdog") return undefined;
  if (fires.labels["container_name"] !== undefined) return "container";
  if (alert === "ContainerMetricsMissing") return "containers";
  return alert.startsWith("Host") ? "docker-host" : "pipeline";
}

function says(test: AlertCase): Says {
  const { alert, fires } = test;
  const sameAlert = cases.filter((other) => other.alert === alert);
  const [summary = "", description = ""] = texts[alert][sameAlert.indexOf(test)] ?? [];
  const board = boardOf(test);
  const { host_name: host = "", container_name: container } = fires.labels;
  const which = `var-host=${host}${container === undefined ? "" : `&var-container=${container}`}`;
  return {
    summary,
    description,
    runbook_url: `docs/reference/alerts.md#${alert.toLowerCase()}`,
    ...(board === undefined ? {} : { dashboard_url: `${settings.grafanaUrl}/d/${board}?${which}` }),
  };
}

describe("alerts", () => {
  it("each have a firing and a silent case; only the Watchdog is never silent", () => {
    expect([...new Set(cases.map(({ alert }) => alert))].sort()).toEqual([...ALERTS].sort());
    const neverSilent = cases.filter(({ silent }) => silent === undefined);
    expect(neverSilent.map(({ alert }) => alert)).toEqual(["Watchdog"]);
  });

  it.skipIf(!canRun)(
    "each fire in promtool with the right labels and texts, or are silent",
    () => {
      expect(runPromtool(settings, alertTests(cases, says))).toBe("");
    },
    60_000,
  );

  it.skipIf(!canRun)("fail with a wrong expectation, so the check above can fail", () => {
    const [test] = containerCases;
    const wrong = test === undefined ? [] : alertTests([test], () => ({ summary: "other" }));
    expect(runPromtool(settings, wrong)).toMatch(/ContainerGone fires[^]*exp:[^]*got:/);
  });

  it.skipIf(!canRun)("ignore only the containers that a setting names", () => {
    const ignoring = (pattern: string) =>
      settingsWith({ services: [...SERVICES], alertIgnoredContainers: [pattern] });
    const names = ["ContainerGone", "ContainerOomKilled", "ContainerMemoryNearLimit"];
    const ofContainers = alertTests(
      containerCases.filter(({ alert }) => names.includes(alert)),
      says,
    );
    expect(runPromtool(ignoring("sh.p"), ofContainers)).toBe("");
    const silenced = runPromtool(ignoring("s*p"), ofContainers);
    expect(silenced.match(/name: \w+ fires/g)).toHaveLength(ofContainers.length / 2);
    expect(silenced).not.toMatch(/is silent/);
  });
});

describe("recording rules", () => {
  it("each have a case", () => {
    const rules = renderedFiles(settings).prometheus?.["/config/rules.yml"] ?? "";
    const recorded = [...rules.matchAll(/- record: (\S+)/g)].map(([, record]) => record);
    expect(recorded.length).toBeGreaterThan(6);
    expect(new Set(recordCases.map(({ record }) => record))).toEqual(new Set(recorded));
  });

  it.skipIf(!canRun)("each record the expected values in promtool", () => {
    expect(runPromtool(settings, recordTests(recordCases))).toBe("");
  });
});
