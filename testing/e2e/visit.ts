import type { Stack } from "./stack";
import type { InSight } from "./in-sight";
import { askSecurely, type Shown } from "./secure";

/** Pages on which services show their configuration and flags, and all series in Prometheus. */
const PAGES = [
  ["prometheusPort", "/api/v1/status/config"],
  ["prometheusPort", "/api/v1/status/flags"],
  ["prometheusPort", "/federate?match[]=%7B__name__!=%22%22%7D"],
  ["alertmanagerPort", "/api/v2/status"],
  ["lokiPort", "/config"],
  ["tempoPort", "/status/config"],
] as const;

const ALERT = [{ labels: { alertname: "Scan", severity: "critical" } }];

type Ask = (port: keyof Stack["ports"], path: string, body?: object) => Promise<string>;

/** Returns a function that sends requests to a stack's published ports, with the credentials that they require. */
export function visitor(stack: Stack, shown: Shown | undefined): Ask {
  return async (port, path, body) => {
    const url = `${stack.url(port)}${path}`;
    const { status, text } =
      shown === undefined
        ? await askPlainly(url, body)
        : await askSecurely(url.replace("http:", "https:"), shown, body);
    if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
    return text;
  };
}

/** Returns the pages on which a stack's services show their configuration. */
export async function pages(ask: Ask): Promise<InSight> {
  const told = PAGES.map(
    async ([port, path]) => [`${port}${path}`, await ask(port, path)] as const,
  );
  return Object.fromEntries(await Promise.all(told));
}

/** Makes the gateway send to its upstream, and Alertmanager notify all of its receivers. */
export async function useSecrets(ask: Ask): Promise<void> {
  const attributes = [{ key: "service.name", value: { stringValue: "scan" } }];
  const record = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: "scan" } };
  await ask("otlpHttpPort", "/v1/logs", {
    resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record] }] }],
  });
  await ask("alertmanagerPort", "/api/v2/alerts", ALERT);
}

/** Log lines of the services after these attempts have failed. */
export const FAILURES: readonly (readonly [service: string, line: RegExp])[] = [
  ["alertmanager", /"receiver":"people","integration":"webhook.*503/],
  ["alertmanager", /"receiver":"people","integration":"slack.*503/],
  ["alertmanager", /"receiver":"people","integration":"email.*no such host/],
  ["alertmanager", /"receiver":"dead-man","integration":"webhook.*no such host/],
  ["collector", /otlp_http\/upstream.*503|503.*otlp_http\/upstream/],
];

async function askPlainly(
  url: string,
  body: object | undefined,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json" },
  });
  return { status: response.status, text: await response.text() };
}
