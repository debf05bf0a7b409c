import { address, endpoints, httpUrl } from "./endpoints";
import { publishedUrl } from "./resolve";
import type { PipelineSettings } from "./schema";

/** Where the stores are reached from inside the network: the stack's own, or the user's. Empty where there is none. */
export interface Backends {
  readonly prometheusUrl: string;
  readonly lokiUrl: string;
  readonly tempoUrl: string;
  /** `host:port` for OTLP over gRPC. */
  readonly tempoOtlpEndpoint: string;
  /** Where Prometheus sends its alerts. */
  readonly alertmanagerUrl: string;
  /** Where people open Alertmanager; empty where it is not published either. */
  readonly alertmanagerPage: string;
}

export function backends(settings: PipelineSettings): Backends {
  const { prometheus, loki, tempo, alertmanager } = endpoints;
  const runsAlertmanager = settings.services.includes("alertmanager");
  return {
    prometheusUrl: settings.prometheusUrl || httpUrl(prometheus.host, prometheus.http),
    lokiUrl: settings.lokiUrl || httpUrl(loki.host, loki.http),
    tempoUrl: settings.tempoUrl || httpUrl(tempo.host, tempo.http),
    tempoOtlpEndpoint: settings.tempoOtlpEndpoint || address(tempo.host, tempo.otlpGrpc),
    alertmanagerUrl: runsAlertmanager
      ? httpUrl(alertmanager.host, alertmanager.http)
      : settings.alertmanagerUrl,
    alertmanagerPage: runsAlertmanager
      ? publishedUrl(settings.bindAddress, settings.alertmanagerPort)
      : settings.alertmanagerUrl,
  };
}
