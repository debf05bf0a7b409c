import { address, endpoints, serviceUrl } from "./endpoints";
import { publishedUrl } from "./resolve";
import type { PipelineSettings } from "./schema";
import { tlsOf, type Tls } from "./tls";

/** Addresses of the stores on the stack's network: the stack's own stores, or the user's. Empty if there is none. */
export interface Backends {
  readonly prometheusUrl: string;
  readonly lokiUrl: string;
  readonly tempoUrl: string;
  /** `host:port` for OTLP over gRPC. */
  readonly tempoOtlpEndpoint: string;
  /** URL to which Prometheus sends its alerts. */
  readonly alertmanagerUrl: string;
  /** URL at which users open Alertmanager; empty if it is not published. */
  readonly alertmanagerPage: string;
  /** Client TLS for each of the stack's own stores. Stores of the user are queried without a certificate. */
  readonly prometheusTls: Tls | undefined;
  readonly lokiTls: Tls | undefined;
  readonly tempoTls: Tls | undefined;
  readonly alertmanagerTls: Tls | undefined;
}

export function backends(settings: PipelineSettings): Backends {
  const { prometheus, loki, tempo, alertmanager } = endpoints;
  const runsAlertmanager = settings.services.includes("alertmanager");
  const tls = tlsOf(settings);
  const own = ({ host, http }: { host: string; http: number }) =>
    serviceUrl(tls !== undefined, host, http);
  return {
    prometheusUrl: settings.prometheusUrl || own(prometheus),
    lokiUrl: settings.lokiUrl || own(loki),
    tempoUrl: settings.tempoUrl || own(tempo),
    tempoOtlpEndpoint: settings.tempoOtlpEndpoint || address(tempo.host, tempo.otlpGrpc),
    alertmanagerUrl: runsAlertmanager ? own(alertmanager) : settings.alertmanagerUrl,
    alertmanagerPage: runsAlertmanager
      ? publishedUrl(settings, settings.alertmanagerPort)
      : settings.alertmanagerUrl,
    prometheusTls: settings.prometheusUrl === "" ? tls : undefined,
    lokiTls: settings.lokiUrl === "" ? tls : undefined,
    tempoTls: settings.tempoUrl === "" ? tls : undefined,
    alertmanagerTls: runsAlertmanager ? tls : undefined,
  };
}
