import { samples } from "../components/settings/defaults";
import type { PipelineSettings } from "../components/settings/schema";
import { SERVICES } from "../components/settings/services";
import { settingsWith } from "./settings";

const { prometheusUrl, tempoUrl, tempoOtlpEndpoint, lokiUrl, alertmanagerUrl, ...others } = samples;

/** Settings whose rendered files are committed and checked by the services' own programs. */
export const cases: Readonly<Record<string, PipelineSettings>> = {
  defaults: settingsWith(),
  "everything-set": settingsWith({
    ...others,
    services: [...SERVICES],
    cadvisorTransport: "scrape",
    containerLogs: true,
    hostMetrics: true,
    // Covered by separate cases.
    tempoVersion: "2",
    hosts: [],
    gatewayEndpoint: "",
    backendStack: "",
    swarm: false,
    overlayEncryption: false,
    backendPlacement: [],
    backendMayMove: false,
    gatewayPlacement: [],
    gatewayReplicas: 1,
    tls: "off",
    otlpAuth: "none",
    tlsNames: [],
  }),
  tls: settingsWith({
    services: [...SERVICES],
    bindAddress: "10.0.0.5",
    tls: "files",
    tlsNames: ["telemetry.example.com"],
    otlpAuth: "token",
  }),
  hosts: settingsWith({
    services: [...SERVICES],
    tls: "generated",
    otlpAuth: "mtls",
    gatewayEndpoint: "telemetry.example.com:4317",
    hosts: [
      { name: "web-1", docker: "ssh://root@web-1.example.com" },
      { name: "web-2", docker: "ssh://deploy@web-2.example.com", dockerSocket: "/run/docker.sock" },
    ],
  }),
  "tempo-3": settingsWith({ tempoVersion: "3" }),
  "own-stack": settingsWith({ services: ["cadvisor", "agent"], backendStack: "dev" }),
  swarm: settingsWith({
    services: [...SERVICES],
    swarm: true,
    bindAddress: "0.0.0.0",
    tls: "generated",
    otlpAuth: "token",
  }),
  "several-gateways": settingsWith({
    swarm: true,
    services: ["collector", "agent", "tempo"],
    prometheusUrl: "https://prometheus.example.com",
    lokiUrl: "https://loki.example.com",
    upstreamOtlpEndpoint: samples.upstreamOtlpEndpoint,
    gatewayReplicas: 3,
    gatewayPlacement: samples.gatewayPlacement,
    bindAddress: "0.0.0.0",
    tls: "generated",
    otlpAuth: "token",
  }),
  "cadvisor-over-otlp": settingsWith({ cadvisorTransport: "otlp", alertmanagerUrl }),
  "own-backends": settingsWith({
    services: ["cadvisor", "collector", "agent", "grafana"],
    cadvisorTransport: "otlp",
    prometheusUrl,
    tempoUrl,
    tempoOtlpEndpoint,
    lokiUrl,
  }),
};
