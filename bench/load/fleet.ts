import { setTimeout as sleep } from "node:timers/promises";
import { lineOf, metricsOf, spanOf, type Templates } from "./host-telemetry";
import { sendAllOf } from "./send";

const INTERVAL_MS = 15_000;

/**
 * Agents of hosts that are not there: each sends every fifteen seconds what the agent of a host with so many containers
 * does, at a time of its own, and one log line and one span of each container.
 */
export class Fleet {
  #hosts = 0;
  #ended = false;
  readonly #loop: Promise<void>;
  /** Requests under way, which an end waits for. */
  readonly #sending = new Set<Promise<void>>();
  #failure: Error | undefined;

  constructor(
    private readonly endpoint: string,
    private readonly templates: Templates,
    private readonly containers: number,
  ) {
    this.#loop = this.#run();
  }

  /** So many hosts from now on; those that were there before stay the same ones. */
  become(hosts: number): void {
    this.#hosts = hosts;
  }

  /** @throws what the gateway said where it took something not. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#loop;
    await Promise.allSettled(this.#sending);
  }

  async #run(): Promise<void> {
    while (!this.#ended) {
      const began = Date.now();
      const hosts = this.#hosts;
      for (let host = 0; host < hosts; host++) {
        await sleep(began + (host * INTERVAL_MS) / hosts - Date.now());
        const sent = this.#send(host).catch((error: unknown) => {
          this.#failure ??= error as Error;
        });
        this.#sending.add(sent);
        void sent.finally(() => this.#sending.delete(sent));
      }
      await sleep(began + INTERVAL_MS - Date.now());
    }
  }

  async #send(host: number): Promise<void> {
    const names = Array.from({ length: this.containers }, (_, index) => ({ host, index }));
    const now = Date.now();
    await sendAllOf(this.endpoint, "metric points", metricsOf(this.templates, host, names, now));
    await sendAllOf(this.endpoint, "log records", [lineOf(names, now)]);
    await sendAllOf(this.endpoint, "spans", [spanOf(names, now)]);
  }
}
