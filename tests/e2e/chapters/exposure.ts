import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Stack } from "../../../testing/e2e/stack";
import { askSecurely, type Shown } from "../../../testing/e2e/secure";
import { eventually } from "../../../testing/e2e/stores";

const QUERIES = {
  prometheusPort: "/api/v1/query?query=up",
  tempoPort: "/api/search",
  lokiPort: "/loki/api/v1/labels",
  alertmanagerPort: "/api/v2/alerts",
} as const;

/** The credentials that a stack requires if it is open to a network, and their rotation. */
export function exposure(stack: () => Stack): void {
  let credentials: Required<Shown>;
  let sent: string[] = [];

  const url = (port: keyof Stack["ports"]) => stack().url(port).replace("http:", "https:");
  const read = async (): Promise<Required<Shown>> => {
    const out = await stack().outputs();
    return {
      ca: out["tlsCaCertificate"] ?? "",
      cert: out["tlsClientCertificate"] ?? "",
      key: out["tlsClientKey"] ?? "",
      token: out["otlpToken"] ?? "",
    };
  };
  const send = async (shown: Shown) => {
    const mark = `exposure-${randomBytes(6).toString("hex")}`;
    const body = logOf(mark);
    const answer = await askSecurely(`${url("otlpHttpPort")}/v1/logs`, shown, body);
    return { mark, ...answer };
  };

  it("rejects clients without a certificate or a token", async () => {
    credentials = await read();
    const { ca } = credentials;
    for (const [port, path] of Object.entries(QUERIES)) {
      const base = url(port as keyof typeof QUERIES);
      const plain = await fetch(`${base.replace("https:", "http:")}${path}`);
      expect(plain.status, port).toBe(400);
      expect((await askSecurely(base + path, { ca })).status, port).toBe("refused");
    }
    expect((await send({ ca })).status).toBe(401);
    expect((await send({ ca, token: "wrong" })).status).toBe(401);
  });

  it("accepts clients with these credentials, and stores their data", async () => {
    for (const [port, path] of Object.entries(QUERIES)) {
      const base = url(port as keyof typeof QUERIES);
      expect((await askSecurely(base + path, credentials)).status, port).toBe(200);
    }
    const { status, mark } = await send(credentials);
    expect(status).toBe(200);
    await eventually("the log line", async () =>
      (await stored(url("lokiPort"), credentials)).includes(mark) ? true : undefined,
    );
  });

  it("passes verify, with TLS and client certificates", async () => {
    const { status, output } = await stack().verify();
    expect(status, output).toBe(0);
  });

  it("finds nothing to do in the next preview", async () => {
    const { status, output } = await stack().preview(["--expect-no-changes"]);
    expect(status, output).toBe(0);
  });

  it("loses nothing during a rotation of its secrets, and then rejects the old ones", async () => {
    const old = credentials;
    stack().configure({ secretsGeneration: 2 });
    const over = new AbortController();
    let now: Shown = old;
    const sender = (async () => {
      while (!over.signal.aborted) {
        const { status, mark } = await send(now);
        if (status === 200) sent = [...sent, mark];
        // Like an operator who updates the token of the senders.
        if (status === 401 || status === "refused") now = await newer(now, read);
        await sleep(200);
      }
    })();
    const { status, output } = await stack().up();
    credentials = await read();
    now = credentials;
    await sleep(3_000);
    over.abort();
    await sender;
    expect(status, output).toBe(0);
    expect(credentials.token).not.toBe(old.token);
    expect(sent.length).toBeGreaterThan(10);
    await eventually(
      "every accepted line",
      async () => {
        const there = new Set(await stored(url("lokiPort"), credentials));
        const missing = sent.filter((mark) => !there.has(mark));
        if (missing.length > 0) throw new Error(`${missing.length} of ${sent.length} missing`);
        return true;
      },
      90,
    );
    const { ca } = credentials;
    expect((await send({ ca, token: old.token })).status).toBe(401);
    for (const [port, path] of Object.entries(QUERIES)) {
      const base = url(port as keyof typeof QUERIES);
      const answer = await askSecurely(base + path, { ca, cert: old.cert, key: old.key });
      expect(answer.status, port).toBe("refused");
    }
  });
}

/** Returns the current credentials. Falls back to the previous ones, because an update may prevent reading them. */
async function newer(before: Shown, read: () => Promise<Shown>): Promise<Shown> {
  try {
    return await read();
  } catch {
    return before;
  }
}

async function stored(base: string, shown: Shown): Promise<string[]> {
  const query = encodeURIComponent('{service_name="exposure"}');
  const { text } = await askSecurely(
    `${base}/loki/api/v1/query_range?query=${query}&since=1h&limit=5000`,
    shown,
  );
  const { data } = JSON.parse(text) as { data: { result: { values: [string, string][] }[] } };
  return data.result.flatMap(({ values }) => values.map(([, line]) => line));
}

function logOf(mark: string): object {
  const attributes = [{ key: "service.name", value: { stringValue: "exposure" } }];
  const record = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: mark } };
  return { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record] }] }] };
}
