import { endpoints } from "./endpoints";
import type { ServiceName } from "./services";

/** Which setting publishes which port of which service. */
export const PUBLISHED_PORTS = [
  { setting: "grafanaPort", service: "grafana", internal: endpoints.grafana.http },
  { setting: "prometheusPort", service: "prometheus", internal: endpoints.prometheus.http },
  { setting: "otlpGrpcPort", service: "collector", internal: endpoints.collector.publishedGrpc },
  { setting: "otlpHttpPort", service: "collector", internal: endpoints.collector.publishedHttp },
  { setting: "tempoPort", service: "tempo", internal: endpoints.tempo.http },
  { setting: "lokiPort", service: "loki", internal: endpoints.loki.http },
  { setting: "alertmanagerPort", service: "alertmanager", internal: endpoints.alertmanager.http },
] as const satisfies readonly { setting: string; service: ServiceName; internal: number }[];
