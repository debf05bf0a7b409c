import { address, endpoints, serviceUrl } from "./endpoints";
import { publishedUrl } from "./resolve";
import type { PipelineSettings } from "./schema";
import { tlsOf, type Tls } from "./tls";

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
  /** How each is asked that is the stack's own; a store of the user's is asked without a certificate. */
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
