import { beforeAll, describe, expect, it } from "vitest";
import { defaults, samples } from "../components/settings/defaults";
import type { SettingName } from "../components/settings/schema";
import { effectsOf, type Effects } from "../testing/effects";

/** Settings with other tests: an option of the volumes, and files whose content matters (tests/certificates). */
const ELSEWHERE = new Set<SettingName>([
  "protectData",
  "tlsCertificateFile",
  "tlsKeyFile",
  "tlsCaFile",
]);

/** Changes for alerts that panels show as a line. */
const ALERTS_AND_LINES: Effects = {
  "prometheus-config-carrier": "replaced",
  "grafana-dashboards-carrier": "replaced",
};

/** Expected changes in a preview of one changed setting, for every kind of change. */
const table: Partial<Record<SettingName, Effects>> = {
  // The stack's own volume stays, unused.
  dataVolumes: {
    "prometheus-data-owner": "added",
    "prometheus-service-container": "replaced",
  },
  metricsRetention: { "prometheus-config-carrier": "replaced" },
  metricsRetentionSize: { "prometheus-config-carrier": "replaced" },
  outOfOrderWindow: { "prometheus-config-carrier": "replaced" },
  evaluationInterval: { "prometheus-config-carrier": "replaced" },
  scrapeTargets: { "prometheus-config-carrier": "replaced" },
  engineMetricsTarget: {
    "grafana-dashboards-carrier": "replaced",
    "prometheus-config-carrier": "replaced",
  },
  traceRetention: { "tempo-limits-carrier": "replaced" },
  // The longer of the two retentions is also how long Prometheus stores a container's name.
  logRetention: {
    "grafana-dashboards-carrier": "replaced",
    "loki-limits-carrier": "replaced",
    "prometheus-config-carrier": "replaced",
  },
  logExclude: {
    "agent-config-carrier": "replaced",
    "agent-service-container": "replaced",
    outputs: "in place",
  },
  logInclude: {
    "agent-config-carrier": "replaced",
    "agent-service-container": "replaced",
    outputs: "in place",
  },
  hostMetrics: {
    "agent-config-carrier": "replaced",
    "agent-service-container": "replaced",
    // cAdvisor reads the host's network interfaces.
    "cadvisor-service-container": "replaced",
    "grafana-dashboards-carrier": "replaced",
    "prometheus-config-carrier": "replaced",
  },
  queueSize: {
    "agent-config-carrier": "replaced",
    "agent-service-container": "replaced",
    "collector-config-carrier": "replaced",
    "collector-service-container": "replaced",
  },
  tempoMemoryMiB: { "tempo-service-container": "replaced" },
  lokiMemoryMiB: { "loki-service-container": "in place" },
  grafanaMemoryMiB: { "grafana-service-container": "in place" },
  prometheusMemoryMiB: { "prometheus-service-container": "in place" },
  collectorMemoryMiB: { "collector-service-container": "in place" },
  agentMemoryMiB: { "agent-service-container": "in place" },
  cadvisorMemoryMiB: { "cadvisor-service-container": "in place" },
  lokiPort: { "loki-service-container": "replaced", outputs: "in place" },
  grafanaAdminUser: { "grafana-service-container": "replaced", outputs: "in place" },
  oomEvents: {
    "cadvisor-service-container": "replaced",
    "grafana-dashboards-carrier": "replaced",
    "prometheus-config-carrier": "replaced",
  },
  // Prometheus reloads the alerts without a restart.
  alertPendingPeriod: { "prometheus-config-carrier": "replaced" },
  // The dashboards show alert thresholds as lines, and link to runbooks.
  alertsDisabled: ALERTS_AND_LINES,
  alertMemoryLimitPercent: ALERTS_AND_LINES,
  runbookBaseUrl: ALERTS_AND_LINES,
  // Alertmanager reads its configuration only when it starts, but secrets whenever it needs them.
  alertGroupWait: {
    "alertmanager-config-carrier": "replaced",
    "alertmanager-service-container": "replaced",
  },
  smtpPassword: { "alertmanager-secrets-carrier": "replaced" },
  alertmanagerMemoryMiB: { "alertmanager-service-container": "in place" },
  cadvisorPrivileged: { "cadvisor-service-container": "replaced" },
  cadvisorMetrics: { "prometheus-config-carrier": "replaced" },
  cadvisorTransport: {
    "agent-config-carrier": "replaced",
    "agent-service-container": "replaced",
    "prometheus-config-carrier": "replaced",
  },
};

describe("every setting reaches a file or a resource", () => {
  const effect = new Map<SettingName, Effects>();
  const names = Object.keys(defaults) as SettingName[];

  beforeAll(async () => {
    for (const name of names.filter((setting) => !ELSEWHERE.has(setting))) {
      effect.set(name, await effectsOf(name));
    }
  }, 240_000);

  it.each(names.filter((name) => !ELSEWHERE.has(name)))("%s", (name) => {
    expect(samples[name]).not.toEqual(defaults[name]);
    const found = effect.get(name) ?? {};
    expect(Object.keys(found)).not.toEqual([]);
    if (table[name] !== undefined) expect(found).toEqual(table[name]);
  });

  it("replaces no data volume, except for a new name prefix, a Swarm, and added or removed services and hosts", () => {
    const kept = [...effect].filter(
      ([name]) => !["namePrefix", "services", "hosts", "swarm"].includes(name),
    );
    const touched = kept.flatMap(([name, found]) =>
      Object.keys(found)
        .filter((resource) => resource.endsWith("-data-volume"))
        .map((resource) => `${name}: ${resource}`),
    );
    expect(touched).toEqual([]);
  });
});
