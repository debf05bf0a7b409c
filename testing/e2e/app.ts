import { docker } from "./engine";

const IMAGE = "node:20-slim";
const SIGNALS = ["traces", "logs", "metrics"] as const;
export type Signal = (typeof SIGNALS)[number];

/**
 * Sends one item of each signal every half second, like an SDK without resource detectors: `service.name` is its only
 * resource attribute. It needs only the two variables that the docs mention. Failed requests are not retried.
 */
const PROGRAM = `
const { OTEL_SERVICE_NAME: name, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, SIGNALS: signals } = process.env;
const resource = { attributes: [{ key: "service.name", value: { stringValue: name } }] };
const hex = (bytes) => require("node:crypto").randomBytes(bytes).toString("hex");
const bodies = {
  traces: (at, ids) => ({ resourceSpans: [{ resource, scopeSpans: [{ spans: [{ ...ids, name: "work", kind: 2, startTimeUnixNano: at, endTimeUnixNano: at }] }] }] }),
  logs: (at, ids) => ({ resourceLogs: [{ resource, scopeLogs: [{ logRecords: [{ ...ids, timeUnixNano: at, body: { stringValue: name + " works" } }] }] }] }),
  metrics: (at) => ({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: "work_done", gauge: { dataPoints: [{ timeUnixNano: at, asDouble: 1 }] } }] }] }] }),
};
setInterval(() => {
  const ids = { traceId: hex(16), spanId: hex(8) };
  for (const signal of signals.split(",").filter(Boolean)) {
    const body = JSON.stringify(bodies[signal](Date.now() + "000000", ids));
    fetch(endpoint + "/v1/" + signal, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => {});
  }
}, 500);
require("node:http").createServer((request, response) => {
  response.statusCode = request.url === (process.env.METRICS_PATH ?? "/metrics") ? 200 : 404;
  response.setHeader("content-type", "text/plain; version=0.0.4");
  response.end("# TYPE work_items counter\\nwork_items 7\\n# TYPE work_requests_total counter\\nwork_requests_total 3\\n");
}).on("error", () => {}).listen(8080);
`;

export interface App {
  readonly name: string;
  readonly network: string;
  readonly endpoint: string;
  readonly signals?: readonly Signal[];
  /** Additional options of `docker run`. */
  readonly options?: readonly string[];
}

/** Starts an app with plain `docker run`. It also serves metrics on port 8080. */
export function startApp({ name, network, endpoint, signals = SIGNALS, options = [] }: App): void {
  docker(
    ...["run", "-d", "--name", name, "--network", network, "--stop-timeout", "0"],
    ...["-e", `OTEL_SERVICE_NAME=${name}`, "-e", `OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}`],
    ...["-e", `SIGNALS=${signals.join(",")}`, ...options],
    ...[IMAGE, "node", "-e", PROGRAM],
  );
}

/**
 * Occupies the addresses that earlier containers released. An app with such an address would share it with them in the
 * time range of the dashboards. Returns a function that removes the containers that occupy the addresses.
 */
export function holdAddresses(network: string, count: number): () => void {
  const names = Array.from({ length: count }, (_, index) => `e2e-holds-address-${index}`);
  for (const name of names) {
    docker("run", "-d", "--name", name, "--network", network, "busybox:1.37", "sleep", "3600");
  }
  return () => {
    docker("rm", "-f", "-v", ...names);
  };
}
