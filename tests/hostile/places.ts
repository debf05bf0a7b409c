import { schema, type SettingName } from "../../components/settings/schema";
import { servicesFor } from "../../testing/owner";
import { SERVICES } from "../../components/settings/services";

/** A place for a value in a stack's configuration, with the other settings that it requires. */
export interface Place {
  readonly name: string;
  readonly setting: SettingName;
  /** The configuration as Pulumi stores it: text by key. */
  readonly configuration: (value: string) => Record<string, string>;
  /** A harmless value for this place; undefined if all values are rejected. */
  readonly harmless: string | undefined;
}

const everything = { services: JSON.stringify(SERVICES) };
const mail = { alertEmailTo: "a@b.c", alertEmailFrom: "a@b.c", smtpSmarthost: "b.c:25" };
const login = { ...mail, smtpUser: "u", smtpPassword: "p" };
const own = (service: string) => ({
  services: JSON.stringify(SERVICES.filter((name) => ![service, "alertmanager"].includes(name))),
});
const tls = {
  tls: "files",
  tlsNames: '["a.b"]',
  tlsCertificateFile: "/a",
  tlsKeyFile: "/b",
  tlsCaFile: "/c",
};
const open = { tls: "generated", otlpAuth: "token", gatewayEndpoint: "g:4317" };
const onSwarm = { swarm: "true", bindAddress: "0.0.0.0", tls: "generated", otlpAuth: "token" };
const writes = { remoteWriteUrl: "https://m/push" };
const storage = {
  objectStorageUrl: "http://s:9000",
  objectStorageAccessKey: "a",
  objectStorageSecretKey: "b",
};
const logs = { ...storage, logsBucket: "logs", logsBucketFrom: "2026-01-01" };
const tempo = { tempoUrl: "http://t:3200", tempoOtlpEndpoint: "t:4317" };

/** Settings that another setting requires. */
const BESIDE: Partial<Record<SettingName, Record<string, string>>> = {
  hosts: open,
  gatewayEndpoint: open,
  backendStack: { services: '["agent","cadvisor"]' },
  swarm: onSwarm,
  overlayEncryption: onSwarm,
  backendPlacement: onSwarm,
  backendMayMove: onSwarm,
  gatewayPlacement: onSwarm,
  gatewayReplicas: { ...onSwarm, gatewayPlacement: '["node.labels.gateway == true"]' },
  remoteWriteHeaders: writes,
  remoteWriteUser: { ...writes, remoteWritePassword: "p" },
  remoteWritePassword: writes,
  objectStorageUrl: { ...storage, tracesBucket: "traces" },
  objectStorageRegion: { ...storage, tracesBucket: "traces" },
  objectStorageAccessKey: { ...storage, tracesBucket: "traces" },
  objectStorageSecretKey: { ...storage, tracesBucket: "traces" },
  tracesBucket: storage,
  logsBucket: logs,
  logsBucketFrom: logs,
  tlsNames: tls,
  tlsCertificateFile: tls,
  tlsKeyFile: tls,
  tlsCaFile: tls,
  alertDiskUsedPercent: { alertDiskFullPercent: "100" },
  upstreamOtlpHeaders: { upstreamOtlpEndpoint: "http://u:4318" },
  prometheusUrl: { ...own("prometheus"), cadvisorTransport: "otlp" },
  tempoUrl: { ...own("tempo"), ...tempo },
  tempoOtlpEndpoint: { ...own("tempo"), ...tempo },
  lokiUrl: own("loki"),
  alertmanagerUrl: {},
  alertSlackChannel: { ...everything, alertSlackWebhookUrl: "https://s/x" },
  alertEmailTo: { ...everything, ...mail },
  alertEmailFrom: { ...everything, ...mail },
  smtpSmarthost: { ...everything, ...mail },
  smtpUser: { ...everything, ...login },
  smtpPassword: { ...everything, ...login },
};

/** Harmless values of settings whose example equals or contradicts a default. */
const HARMLESS: Partial<Record<SettingName, string>> = {
  grafanaPort: "13000",
  otlpGrpcPort: "14317",
  otlpHttpPort: "14318",
  tempoPort: "13200",
  lokiPort: "13100",
  alertmanagerPort: "19093",
  metricsRetention: "7d",
  alertDiskUsedPercent: "70",
  smtpPassword: "password",
  remoteWritePassword: "password",
  objectStorageUrl: "http://store:9000",
  objectStorageAccessKey: "access",
  objectStorageSecretKey: "secret",
  tlsNames: '["shop"]',
  logInclude: '["shop"]',
  logExclude: '["shop"]',
  alertIgnoredContainers: '["shop"]',
};

/** Other settings without which a setting has no effect. */
function beside(setting: SettingName): Record<string, string> {
  const services = servicesFor(setting);
  return BESIDE[setting] ?? (services === undefined ? {} : { services: JSON.stringify(services) });
}

const whole = (Object.keys(schema) as SettingName[]).map((setting): Place => ({
  name: setting,
  setting,
  configuration: (value) => ({ ...beside(setting), [setting]: value }),
  harmless: HARMLESS[setting] ?? schema[setting].example,
}));

/** Places in a part of a setting, or after a required beginning of its value. */
const inside = (
  setting: SettingName,
  parts: Readonly<
    Record<string, readonly [text: (value: string) => string, harmless: string | undefined]>
  >,
): Place[] =>
  Object.entries(parts).map(([part, [text, harmless]]) => ({
    name: `${setting}, ${part}`,
    setting,
    configuration: (value) => ({ ...beside(setting), [setting]: text(value) }),
    harmless,
  }));

/** URLs that may contain a login, because only their service can read the file with them. */
const SECRET_URLS = new Set<SettingName>([
  "alertWebhookUrl",
  "alertSlackWebhookUrl",
  "alertDeadManUrl",
]);

const job = (more: object) => JSON.stringify([{ job: "shop", targets: ["shop:8080"], ...more }]);
const listed = (more: object) =>
  JSON.stringify([{ name: "web-1", docker: "ssh://web-1", ...more }]);
const named = (key: string, value: string) => `{${JSON.stringify(key)}:${JSON.stringify(value)}}`;

export const PLACES: readonly Place[] = [
  ...whole,
  ...inside("scrapeTargets", {
    job: [(job) => JSON.stringify([{ job, targets: ["a:1"] }]), "shop"],
    host: [(host) => job({ targets: [`${host}:80`] }), "shop"],
    path: [(path) => job({ path: `/${path}` }), "stats"],
    scheme: [(scheme) => job({ scheme }), "https"],
    "label's name": [
      (name) => `[{"job":"shop","targets":["a:1"],"labels":${named(name, "x")}}]`,
      "team",
    ],
    "label's value": [(team) => job({ labels: { team } }), "a"],
    "unknown key": [
      (key) => `[{"job":"shop","targets":["a:1"],${named(key, "http").slice(1)}]`,
      "scheme",
    ],
  }),
  ...inside("hosts", {
    name: [(name) => listed({ name }), "web-1"],
    docker: [(docker) => listed({ docker }), "ssh://web-1"],
    host: [(host) => listed({ docker: `ssh://${host}` }), "web-1"],
    "certificate's folder": [(certPath) => listed({ certPath }), "/certs"],
    socket: [(socket) => listed({ dockerSocket: `/${socket}` }), "run/docker.sock"],
  }),
  ...inside("gatewayEndpoint", { host: [(host) => `${host}:4317`, "gateway"] }),
  ...inside("upstreamOtlpHeaders", {
    name: [(name) => named(name, "x"), "authorization"],
    value: [(value) => named("authorization", value), "Bearer abc"],
  }),
  ...inside("remoteWriteHeaders", {
    name: [(name) => named(name, "x"), "x-scope-orgid"],
    value: [(value) => named("x-scope-orgid", value), "shop"],
  }),
  ...inside("dataVolumes", {
    service: [(service) => named(service, "volume"), "loki"],
    volume: [(volume) => named("loki", volume), "volume"],
  }),
  ...inside("logInclude", { item: [(item) => JSON.stringify([item]), "shop-*"] }),
  ...inside("logExclude", { item: [(item) => JSON.stringify([item]), "shop-*"] }),
  ...inside("alertIgnoredContainers", { item: [(item) => JSON.stringify([item]), "shop-*"] }),
  ...inside("alertsDisabled", { item: [(item) => JSON.stringify([item]), "ContainerThrottled"] }),
  ...(
    [
      "upstreamOtlpEndpoint",
      "prometheusUrl",
      "tempoUrl",
      "lokiUrl",
      "grafanaUrl",
      "alertmanagerUrl",
      "runbookBaseUrl",
      "alertWebhookUrl",
      "alertSlackWebhookUrl",
      "alertDeadManUrl",
    ] as const
  ).flatMap((setting) =>
    inside(setting, {
      host: [(host) => `http://${host}`, "example.com"],
      path: [(path) => `http://example.com/${path}`, "path"],
      login: [(login) => `http://${login}@example.com`, SECRET_URLS.has(setting) ? "a" : undefined],
    }),
  ),
  ...inside("alertEmailTo", { user: [(user) => `${user}@example.com`, "ops"] }),
  ...inside("alertEmailFrom", { user: [(user) => `${user}@example.com`, "ops"] }),
  ...inside("smtpSmarthost", { host: [(host) => `${host}:25`, "mail"] }),
  ...inside("alertSlackChannel", { name: [(name) => `#${name}`, "alerts"] }),
  ...inside("tempoOtlpEndpoint", { host: [(host) => `${host}:4317`, "tempo"] }),
  ...inside("engineMetricsTarget", { host: [(host) => `${host}:9323`, "engine"] }),
  ...inside("dockerSocket", { path: [(path) => `/${path}`, "run/docker.sock"] }),
  ...inside("busyboxImage", {
    name: [(name) => `${name}:1`, "busybox"],
    tag: [(tag) => `busybox:${tag}`, "1"],
  }),
  ...inside("imageRegistry", { path: [(path) => `registry/${path}`, "mirror"] }),
];
