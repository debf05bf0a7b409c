import { beforeAll, describe, expect, it } from "vitest";
import { defaults, samples } from "../components/settings/defaults";
import type { PipelineSettings, SettingName } from "../components/settings/schema";
import { SERVICES } from "../components/settings/services";
import { servicesFor } from "../testing/owner";
import { register, type Registered } from "../testing/mocks";
import { modernEngine, settingsWith } from "../testing/settings";

const withAlertmanager = { services: [...SERVICES] };
const withMail = {
  ...withAlertmanager,
  alertEmailTo: "a@example.com",
  alertEmailFrom: "b@example.com",
  smtpSmarthost: "mail.example.com:25",
  smtpUser: "somebody",
  smtpPassword: "abc",
};

const withBuckets = {
  objectStorageUrl: samples.objectStorageUrl,
  objectStorageAccessKey: "a",
  objectStorageSecretKey: "b",
  tracesBucket: "traces",
  logsBucket: "logs",
  logsBucketFrom: "2026-01-01",
};

/** Settings that mean something together only: what else has to be set for the one in question. */
const company: Partial<Record<SettingName, Partial<PipelineSettings>>> = {
  upstreamOtlpHeaders: { upstreamOtlpEndpoint: samples.upstreamOtlpEndpoint },
  tlsNames: { tls: "generated" },
  otlpAuth: { tls: "generated" },
  gatewayEndpoint: { tls: "generated", otlpAuth: "token" },
  remoteWriteHeaders: { remoteWriteUrl: samples.remoteWriteUrl },
  remoteWriteUser: { remoteWriteUrl: samples.remoteWriteUrl, remoteWritePassword: "p" },
  remoteWritePassword: { remoteWriteUrl: samples.remoteWriteUrl },
  objectStorageUrl: { ...withBuckets, objectStorageUrl: "http://other:9000" },
  objectStorageRegion: withBuckets,
  objectStorageAccessKey: withBuckets,
  objectStorageSecretKey: withBuckets,
  tracesBucket: { objectStorageUrl: samples.objectStorageUrl },
  logsBucket: { objectStorageUrl: samples.objectStorageUrl, logsBucketFrom: "2026-01-01" },
  logsBucketFrom: withBuckets,
  hosts: { tls: "generated", otlpAuth: "token", gatewayEndpoint: samples.gatewayEndpoint },
  backendStack: { services: ["agent", "cadvisor"] },
  overlayEncryption: { swarm: true },
  backendPlacement: { swarm: true },
  backendMayMove: { swarm: true },
  gatewayPlacement: { swarm: true },
  gatewayReplicas: { swarm: true },
  prometheusUrl: { services: ["cadvisor", "collector", "agent", "tempo", "loki", "grafana"] },
  tempoUrl: { services: ["cadvisor", "prometheus", "collector", "agent", "loki", "grafana"] },
  tempoOtlpEndpoint: {
    services: ["cadvisor", "prometheus", "collector", "agent", "loki", "grafana"],
  },
  lokiUrl: { services: ["cadvisor", "prometheus", "collector", "agent", "tempo", "grafana"] },
  dockerSocketProxy: { containerMetrics: "docker_stats" },
  dockerSocketProxyMemoryMiB: { containerMetrics: "docker_stats", dockerSocketProxy: true },
  dockerSocketProxyImage: { containerMetrics: "docker_stats", dockerSocketProxy: true },
  alertDeadManInterval: { ...withAlertmanager, alertDeadManUrl: "https://ping.example.com/a" },
  alertSlackChannel: { ...withAlertmanager, alertSlackWebhookUrl: "https://slack.example.com/a" },
  alertEmailTo: withMail,
  alertEmailFrom: withMail,
  smtpSmarthost: withMail,
  smtpUser: withMail,
  smtpPassword: withMail,
  smtpRequireTls: withMail,
};

/** Seen elsewhere: an option of the volumes, and files whose content counts (tests/certificates). */
const ELSEWHERE = new Set<SettingName>([
  "protectData",
  "tlsCertificateFile",
  "tlsKeyFile",
  "tlsCaFile",
]);

type Effect = "replaced" | "in place" | "added" | "removed";

/** What Docker can change while a container runs; a change of anything else replaces it. */
const IN_PLACE = new Set(["memory", "memorySwap", "restart"]);

function effects(before: readonly Registered[], after: readonly Registered[]) {
  const byName = (list: readonly Registered[]) =>
    new Map(list.filter(({ type }) => type.startsWith("docker:")).map((item) => [item.name, item]));
  const [old, now] = [byName(before), byName(after)];
  const found: Record<string, Effect> = {};
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(name), now.get(name)];
    if (a === undefined) found[name] = "added";
    else if (b === undefined) found[name] = "removed";
    else {
      const changed = Object.keys({ ...a.inputs, ...b.inputs }).filter(
        (key) => JSON.stringify(a.inputs[key]) !== JSON.stringify(b.inputs[key]),
      );
      if (changed.length > 0) {
        found[name] = changed.every((key) => IN_PLACE.has(key)) ? "in place" : "replaced";
      }
    }
  }
  return found;
}

const bases = new Map<string, ReturnType<typeof register>>();

/** What is registered before the change: the same for most settings, so made once. */
function baseOf(overrides: Partial<PipelineSettings>): ReturnType<typeof register> {
  const key = JSON.stringify(overrides);
  const made = bases.get(key) ?? register(settingsWith(overrides), modernEngine);
  bases.set(key, made);
  return made;
}

async function effectOf(name: SettingName): Promise<Record<string, Effect>> {
  const services = servicesFor(name);
  const base = company[name] ?? (services === undefined ? {} : { services });
  const before = await baseOf(base);
  const after = await register(settingsWith({ ...base, [name]: samples[name] }), modernEngine);
  const outputs = JSON.stringify(before.outputs) === JSON.stringify(after.outputs);
  const found = effects(before.resources, after.resources);
  return outputs ? found : { ...found, outputs: "in place" };
}

/** What a preview of one changed setting shows, for every kind of change of the design's table. */
const ALERTS_AND_LINES: Record<string, Effect> = {
  "prometheus-config-carrier": "replaced",
  "grafana-dashboards-carrier": "replaced",
};

const table: Partial<Record<SettingName, Record<string, Effect>>> = {
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
  // The longest of the two is also how long Prometheus knows a container's name.
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
    // It reads the host's network interfaces.
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
  // Prometheus goes on running with other alerts.
  alertPendingPeriod: { "prometheus-config-carrier": "replaced" },
  // The dashboards draw the lines of alerts, and link to their runbooks.
  alertsDisabled: ALERTS_AND_LINES,
  alertMemoryLimitPercent: ALERTS_AND_LINES,
  runbookBaseUrl: ALERTS_AND_LINES,
  // Alertmanager reads its configuration at its start, and secrets whenever it needs them.
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
  const effect = new Map<SettingName, Record<string, Effect>>();
  const names = Object.keys(defaults) as SettingName[];

  beforeAll(async () => {
    for (const name of names.filter((setting) => !ELSEWHERE.has(setting))) {
      effect.set(name, await effectOf(name));
    }
  }, 240_000);

  it.each(names.filter((name) => !ELSEWHERE.has(name)))("%s", (name) => {
    expect(samples[name]).not.toEqual(defaults[name]);
    const found = effect.get(name) ?? {};
    expect(Object.keys(found)).not.toEqual([]);
    if (table[name] !== undefined) expect(found).toEqual(table[name]);
  });

  it("replaces no data volume, but for a new name prefix, a Swarm, and services and hosts that come or go", () => {
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
