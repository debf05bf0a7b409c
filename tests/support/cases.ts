import type { PipelineSettings } from "../../components/settings/schema";
import { SERVICES } from "../../components/settings/services";
import { alternatives } from "./alternatives";
import { settingsWith } from "./settings";

const { prometheusUrl, tempoUrl, tempoOtlpEndpoint, lokiUrl, alertmanagerUrl, ...others } =
  alternatives;

/** Settings whose rendered files are committed and checked by the services' own programs. */
export const cases: Readonly<Record<string, PipelineSettings>> = {
  defaults: settingsWith(),
  "everything-set": settingsWith({
    ...others,
    services: [...SERVICES],
    cadvisorTransport: "scrape",
    containerLogs: true,
    hostMetrics: true,
    // A case of its own.
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
