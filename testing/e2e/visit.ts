import type { Stack } from "./stack";
import type { InSight } from "./in-sight";
import { askSecurely, type Shown } from "./secure";

/** Where services tell of themselves: their configuration, their flags, every series that Prometheus has. */
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

/** Who asks a stack's published ports, and shows what they ask for. */
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

/** What a stack's services tell of themselves. */
export async function pages(ask: Ask): Promise<InSight> {
  const told = PAGES.map(
    async ([port, path]) => [`${port}${path}`, await ask(port, path)] as const,
  );
  return Object.fromEntries(await Promise.all(told));
}

/** Makes the gateway send to its upstream and Alertmanager to everybody whom it tells. */
export async function useSecrets(ask: Ask): Promise<void> {
  const attributes = [{ key: "service.name", value: { stringValue: "scan" } }];
  const record = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: "scan" } };
  await ask("otlpHttpPort", "/v1/logs", {
    resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record] }] }],
  });
  await ask("alertmanagerPort", "/api/v2/alerts", ALERT);
}

/** As they tell in their logs when that has failed. */
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
