import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Retries until `attempt` returns a value. After `seconds`, throws with the last error. */
export async function eventually<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
  seconds = 60,
  everyMs = 500,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown = "no result";
  for (;;) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s: ${String(last)}`);
    await sleep(everyMs);
  }
}

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** Runs an instant query. A range selector returns the raw samples. */
export async function promql(base: string, query: string): Promise<Series[]> {
  const { data } = await getJson<{ data: { result: Series[] } }>(base, "/api/v1/query", { query });
  return data.result;
}

export interface LogLine {
  readonly labels: Readonly<Record<string, string>>;
  readonly time: string;
  readonly line: string;
}

export async function logql(base: string, query: string): Promise<LogLine[]> {
  const start = String((Date.now() - 3_600_000) * 1_000_000);
  const { data } = await getJson<{
    data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
  }>(base, "/loki/api/v1/query_range", { query, limit: "5000", start });
  return data.result.flatMap(({ stream, values }) =>
    values.map(([time, line]) => ({ labels: stream, time, line })),
  );
}

export async function traceql(base: string, query: string): Promise<{ traceID: string }[]> {
  const { traces = [] } = await getJson<{ traces?: { traceID: string }[] }>(base, "/api/search", {
    q: query,
  });
  return traces;
}

export async function getJson<T>(
  base: string,
  path: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<T> {
  const url = `${base}${path}?${new URLSearchParams(query).toString()}`;
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export async function getText(base: string, path: string): Promise<string> {
  return (await fetch(`${base}${path}`)).text();
}

/** Sends one span, one log record and one metric point of a service over OTLP/HTTP, like an SDK. */
export async function sendAll(
  endpoint: string,
  attributes: Record<string, string>,
  mark: string,
): Promise<{ traceId: string }> {
  const now = `${Date.now()}000000`;
  const traceId = randomBytes(16).toString("hex");
  const spanId = randomBytes(8).toString("hex");
  const resource = resourceOf(attributes);
  const span = {
    traceId,
    spanId,
    name: mark,
    kind: 2,
    startTimeUnixNano: `${Date.now() - 50}000000`,
    endTimeUnixNano: now,
  };
  const record = { timeUnixNano: now, body: { stringValue: mark }, traceId, spanId };
  const gauge = { dataPoints: [{ timeUnixNano: now, asDouble: 42, attributes: [] }] };
  await post(endpoint, "/v1/traces", {
    resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }],
  });
  await post(endpoint, "/v1/logs", {
    resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }],
  });
  await post(endpoint, "/v1/metrics", {
    resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: mark, gauge }] }] }],
  });
  return { traceId };
}

/**
 * Sends the telemetry of a request from one service to another, like their SDKs: spans of client and server in one
 * trace that takes a second and fails, and a log line of the server.
 */
export async function sendCall(
  endpoint: string,
  client: Record<string, string>,
  server: Record<string, string>,
): Promise<void> {
  const now = Date.now();
  const traceId = randomBytes(16).toString("hex");
  const [root, call, answer] = [0, 1, 2].map(() => randomBytes(8).toString("hex"));
  const span = (spanId: string | undefined, kind: number, tookMs: number, more: object) => ({
    traceId,
    spanId,
    kind,
    name: `GET /${kind}`,
    startTimeUnixNano: `${now - tookMs}000000`,
    endTimeUnixNano: `${now}000000`,
    status: { code: 2 },
    ...more,
  });
  await post(endpoint, "/v1/traces", {
    resourceSpans: [
      {
        resource: resourceOf(client),
        scopeSpans: [
          { spans: [span(root, 2, 1000, {}), span(call, 3, 900, { parentSpanId: root })] },
        ],
      },
      {
        resource: resourceOf(server),
        scopeSpans: [{ spans: [span(answer, 2, 800, { parentSpanId: call })] }],
      },
    ],
  });
  const record = {
    timeUnixNano: `${now}000000`,
    severityText: "ERROR",
    body: { stringValue: "it failed" },
    traceId,
    spanId: answer,
  };
  await post(endpoint, "/v1/logs", {
    resourceLogs: [{ resource: resourceOf(server), scopeLogs: [{ logRecords: [record] }] }],
  });
}

function resourceOf(attributes: Record<string, string>) {
  return {
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: { stringValue: value },
    })),
  };
}

async function post(endpoint: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${endpoint}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
