import type { EngineClient } from "../../components/engine/client";
import { endpoints, serviceUrl } from "../../components/settings/endpoints";
import { isLoopback } from "../../components/settings/security-checks";
import { runInside } from "../docker/containers";
import { tunnel } from "../docker/tunnel";
import type { Outputs } from "../stack/outputs";
import { askJson, type Credentials } from "./ask";

/** What a stack can be asked over HTTP. */
export type Store = "prometheus" | "tempo" | "loki" | "grafana";

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
    return direct === undefined
      ? this.#relayed<T>(url, headers)
      : askJson<T>(url, { headers, credentials: this.#credentials });
  }

  #direct(store: Store): string | undefined {
    const url = this.outputs[`${store}Url`].replace(/\/$/, "");
    if (url === "") return undefined;
    // On another machine, loopback is that machine's own.
    const reachable = this.engine === undefined || this.engine.local || !isOfOneMachine(url);
    return reachable ? url : undefined;
  }

  #inside(store: Store): string {
    const { host, http } = endpoints[store];
    return Object.hasOwn(this.outputs.versions, store)
      ? serviceUrl(this.#credentials !== undefined, host, http)
      : this.outputs[`${store}Url`];
  }

  /** What a stack with TLS wants to see; undefined for one without. */
  get #credentials(): Credentials | undefined {
    const { tlsCaCertificate: ca, tlsClientCertificate: cert, tlsClientKey: key } = this.outputs;
    return ca === "" ? undefined : { ca, cert, key };
  }

  async #relayed<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T> {
    if (this.engine === undefined) throw new Error(`${url}: no engine to send the query from`);
    // busybox has no certificate to show, so that only the connection is made from there.
    if (url.startsWith("https:") && this.#credentials !== undefined) {
      const { hostname: host, port } = new URL(url);
      const target = { host, port: Number(port) || 443 };
      const through = await tunnel(this.engine.client, await this.relay(), target);
      return askJson<T>(url, { headers, credentials: this.#credentials, through });
    }
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

function isOfOneMachine(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || isLoopback(hostname.replace(/^\[|\]$/g, ""));
}
