import { alertDefaults } from "./alert-defaults";
import { images } from "./images";
import { DEFAULT_SERVICES } from "./services";
import type { PipelineSettings } from "./schema";

/** The one default of each setting. An empty text is resolved where its meaning is known: see `schema.ts`. */
export const defaults: PipelineSettings = Object.freeze({
  environment: "",
  namePrefix: "",
  hostName: "",
  services: [...DEFAULT_SERVICES],
  protectData: true,
  dataVolumes: {},

  bindAddress: "127.0.0.1",
  grafanaPort: 3000,
  prometheusPort: 9090,
  otlpGrpcPort: 4317,
  otlpHttpPort: 4318,
  tempoPort: 3200,
  lokiPort: 3100,
  alertmanagerPort: 9093,
  tls: "off",
  tlsNames: [],
  tlsCertificateFile: "",
  tlsKeyFile: "",
  tlsCaFile: "",
  otlpAuth: "none",
  secretsGeneration: 1,

  scrapeInterval: "15s",
  evaluationInterval: "15s",
  metricsRetention: "15d",
  metricsRetentionSize: 10 * 2 ** 30,
  outOfOrderWindow: "2h",
  scrapeTargets: [],

  containerMetrics: "cadvisor",
  cadvisorTransport: "scrape",
  cadvisorPrivileged: false,
  oomEvents: true,
  hostMetrics: true,
  engineMetricsTarget: "",
  containerLogs: true,
  logInclude: [],
  logExclude: [],

  logRetention: "7d",
  traceRetention: "7d",

  queueSize: 512 * 2 ** 20,
  upstreamOtlpEndpoint: "",
  upstreamOtlpHeaders: {},
  prometheusUrl: "",
  tempoUrl: "",
  tempoOtlpEndpoint: "",
  lokiUrl: "",
  grafanaUrl: "",
  grafanaAdminUser: "admin",

  ...alertDefaults,

  cadvisorMemoryMiB: 256,
  prometheusMemoryMiB: 1024,
  collectorMemoryMiB: 512,
  agentMemoryMiB: 256,
  tempoMemoryMiB: 1024,
  lokiMemoryMiB: 1024,
  grafanaMemoryMiB: 512,
  alertmanagerMemoryMiB: 128,

  dockerSocket: "/var/run/docker.sock",
  imageRegistry: "",
  cadvisorImage: images.cadvisor,
  prometheusImage: images.prometheus,
  collectorImage: images.collector,
  tempoImage: images.tempo,
  lokiImage: images.loki,
  grafanaImage: images.grafana,
  alertmanagerImage: images.alertmanager,
  busyboxImage: images.busybox,
});
