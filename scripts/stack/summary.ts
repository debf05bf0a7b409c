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
export function summary(outputs: Shown, stack: string, verified = true): string {
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
          `Log in to Grafana as ${outputs.grafanaAdminUser}. This prints the password:`,
          `  npm run --silent outputs --${option} grafanaAdminPassword --show-secrets`,
          "",
        ]),
    ...next(option, verified),
    "",
  ].join("\n");
}

function next(option: string, verified: boolean): string[] {
  const words = option === "" ? "" : ` --${option}`;
  return verified
    ? [
        "Next: send telemetry from an app (docs/start/first-app.md), or see what it looks like:",
        `  npm run demo${words}`,
      ]
    : ["Next: fix what failed above, then check again:", `  npm run verify${words}`];
}
