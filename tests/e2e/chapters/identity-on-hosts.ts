import { afterAll, expect, it } from "vitest";
import type { Outcome } from "../../../testing/e2e/clone";
import { ipOf } from "../../../testing/e2e/engine";
import { reported } from "../../../testing/e2e/labelled";
import { eventually, type Series } from "../../../testing/e2e/stores";
import { silent, unscrapable } from "../../../testing/engines/silent";

interface Hosts {
  /** Runs Docker on the host with this index, whose name is `web-<index + 1>`. */
  readonly on: (index: number) => (...words: string[]) => string;
  readonly network: string;
  readonly ask: <T>(port: "tempoPort", path: string, query: object) => Promise<T>;
  readonly found: (what: string, query: string) => Promise<Series[]>;
  readonly verify: () => Promise<Outcome>;
}

/** Containers on two hosts with the same subnet, which are identified by address and scraped by label. */
export function identityOnHosts({ on, network, ask, found, verify }: Hosts): void {
  const undo: (() => void)[] = [];
  const remove = () => {
    for (const step of undo.splice(0)) step();
  };
  afterAll(remove);

  it("distinguishes two containers with the same address on different hosts", async () => {
    const addresses = [0, 1].map((index) => {
      const name = `silent-${index + 1}`;
      undo.push(silent({ engine: on(index), network, name }));
      return ipOf(name, network, on(index));
    });
    expect(addresses[0]).toBe(addresses[1]);
    for (const [index, ip] of addresses.entries()) {
      const [host, name] = [`web-${index + 1}`, `silent-${index + 1}`];
      const address = `${ip}@${host}`;
      const q = `{ name = "silent" && resource.container.address = "${address}" }`;
      await eventually("the span", async () => {
        const { traces = [] } = await ask<{ traces?: unknown[] }>("tempoPort", "/api/search", {
          q,
        });
        return traces.length === 1 ? true : undefined;
      });
      const holder = `container:address_since_timestamp_seconds{container_address="${address}"}`;
      const [held] = await found("the container with the address", holder);
      expect(held?.metric).toMatchObject({ container_name: name, host_name: host });
      const items = `work_items{container_name="${name}"}`;
      const scraped = await found("the metrics of the scrape label", items);
      expect(scraped.map(({ metric }) => metric["host_name"])).toEqual([host]);
    }
  });

  it("reports the labelled containers of a host that cannot be scraped", async () => {
    const app = unscrapable({ engine: on(0), network, name: "unscrapable" });
    undo.push(app.remove);
    // Later tests compare the containers on the engines.
    await reported(verify, app.problems).finally(remove);
  });
}
