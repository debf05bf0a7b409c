import { setTimeout as sleep } from "node:timers/promises";
import type { Signal } from "./payloads";

const PATHS: Record<Signal, string> = {
  spans: "/v1/traces",
  "log records": "/v1/logs",
  "metric points": "/v1/metrics",
};
const AT_ONCE = 4;
const PAUSE_MS = 100;

/** Sends every body until it is taken; one that the receiver has no room for now is sent again. */
export async function sendAllOf(
  endpoint: string,
  signal: Signal,
  bodies: readonly Uint8Array[],
): Promise<void> {
  const waiting = [...bodies];
  const sender = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      await sendUntilTaken(`${endpoint}${PATHS[signal]}`, body);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
}

async function sendUntilTaken(url: string, body: Uint8Array): Promise<void> {
  for (;;) {
    const headers = { "content-type": "application/x-protobuf" };
    const response = await fetch(url, { method: "POST", headers, body });
    const text = await response.text();
    if (response.ok) return;
    if (![429, 502, 503, 504].includes(response.status)) {
      throw new Error(`${url}: ${response.status} ${text}`);
    }
    await sleep(PAUSE_MS);
  }
}
