import type { Outputs } from "./outputs";
import { stackOption } from "./words";

type Shown = Pick<
  Outputs,
  | "grafanaUrl"
  | "grafanaAdminUser"
  | "prometheusUrl"
  | "tempoUrl"
  | "lokiUrl"
  | "alertmanagerUrl"
  | "otlpGrpcEndpoint"
  | "otlpHttpEndpoint"
  | "otlpHttpEndpointInternal"
  | "networkName"
  | "versions"
>;

/** What a user needs right after an update: where things are, how to get in, what to do next. */
export function summary(outputs: Shown, stack: string): string {
  const option = stackOption(stack);
  const rows = [
    ["Grafana", outputs.grafanaUrl],
    ["Prometheus", outputs.prometheusUrl],
    ["Tempo", outputs.tempoUrl],
    ["Loki", outputs.lokiUrl],
    ["Alertmanager", outputs.alertmanagerUrl],
    ["OTLP over gRPC", outputs.otlpGrpcEndpoint],
    ["OTLP over HTTP", outputs.otlpHttpEndpoint],
    ["OTLP inside Docker", `${outputs.otlpHttpEndpointInternal} on network ${outputs.networkName}`],
  ].filter(([, where]) => where !== "" && !where?.startsWith(" "));
  const width = Math.max(...rows.map(([what]) => what?.length ?? 0));
  return [
    "",
    ...rows.map(([what, where]) => `  ${what?.padEnd(width)}  ${where}`),
    "",
    ...(!Object.hasOwn(outputs.versions, "grafana")
      ? []
      : [
          `Log in to Grafana as ${outputs.grafanaAdminUser}; its password is told by:`,
          `  npm run --silent outputs --${option} grafanaAdminPassword --show-secrets`,
          "",
        ]),
    `Next: ${outputs.grafanaUrl === "" ? "" : "open the dashboard Containers, and "}point an app's OTEL_EXPORTER_OTLP_ENDPOINT at one of the`,
    'OTLP addresses (README.md, "Send your first trace, log and metric").',
    "",
  ].join("\n");
}
