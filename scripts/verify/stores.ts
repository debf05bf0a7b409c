import type { EngineClient } from "../../components/docker/engine-client";
import { endpoints, httpUrl } from "../../components/settings/endpoints";
import { runInside } from "../docker/containers";
import type { Outputs } from "../stack/outputs";

/** What a stack can be asked over HTTP. */
export type Store = "prometheus" | "tempo" | "loki" | "grafana";

const ANSWER_WITHIN_MS = 15_000;

/**
 * Asks the stores and Grafana: at their published addresses where these can be reached from here, else from
 * inside the stack's network, through a container on its engine. So a stack behind ssh, whose ports are
 * its host's own, answers as well.
 */
export class Stores {
  constructor(
    private readonly outputs: Outputs,
    private readonly engine: { client: EngineClient; local: boolean } | undefined,
    /** A container on the stack's network with busybox in it. */
    private readonly relay: () => Promise<string>,
  ) {}

  /** The address that is asked, as it is shown. */
  base(store: Store): string {
    return this.#direct(store) ?? this.#inside(store);
  }

  async json<T>(
    store: Store,
    path: string,
    query: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const direct = this.#direct(store);
    const parameters = new URLSearchParams(query).toString();
    const url = `${direct ?? this.#inside(store)}${path}${parameters === "" ? "" : `?${parameters}`}`;
    return direct === undefined ? this.#relayed<T>(url, headers) : fetched<T>(url, headers);
  }

  #direct(store: Store): string | undefined {
    const url = this.outputs[`${store}Url`].replace(/\/$/, "");
    if (url === "") return undefined;
    // On another machine, loopback is that machine's own.
    const reachable = this.engine === undefined || this.engine.local || !isLoopback(url);
    return reachable ? url : undefined;
  }

  #inside(store: Store): string {
    const { host, http } = endpoints[store];
    return Object.hasOwn(this.outputs.versions, store)
      ? httpUrl(host, http)
      : this.outputs[`${store}Url`];
  }

  async #relayed<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T> {
    if (this.engine === undefined) throw new Error(`${url}: no engine to ask from`);
    // A login stands among the words of the command, where those see it who may ask the engine: they may read Grafana's
    // own secrets, too.
    const options = Object.entries(headers).flatMap(([name, value]) => [
      "--header",
      `${name}: ${value}`,
    ]);
    const { output: text, status } = await runInside(this.engine.client, await this.relay(), [
      ...["wget", "-q", "-O", "-"],
      ...options,
      url,
    ]);
    if (status !== 0) throw new Error(`${url}: ${text || `wget ended with ${status}`}`);
    return JSON.parse(text) as T;
  }
}

async function fetched<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new Error(`${url}: ${cause?.code ?? message}`);
  }
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text.trim()}`);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`${url}: no JSON: ${text.slice(0, 80)}`);
  }
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
