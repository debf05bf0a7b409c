import { afterAll, expect, it } from "vitest";
import type { Outcome } from "../../../testing/e2e/clone";
import { reported } from "../../../testing/e2e/labelled";
import { eventually } from "../../../testing/e2e/stores";
import { SCRAPED, silent, SILENT, unscrapable } from "../../../testing/engines/silent";
import type { SwarmView } from "../../../testing/engines/swarm-view";

interface Nodes {
  readonly nodes: readonly string[];
  /** Runs Docker on the node with this index. The first is a manager. */
  readonly on: (index: number) => (...words: string[]) => string;
  readonly network: string;
  readonly image: () => string;
  readonly view: () => SwarmView;
  readonly found: <T>(what: string, look: () => Promise<readonly T[]>) => Promise<readonly T[]>;
  readonly verify: () => Promise<Outcome>;
}

/** Tasks and plain containers, which are identified by address and scraped by label. */
export function identityOnSwarm({ nodes, on, network, image, view, found, verify }: Nodes): void {
  const undo: (() => unknown)[] = [];
  const remove = () => {
    for (const step of undo.splice(0)) step();
  };
  afterAll(remove);
  const named = async (selector: string) =>
    (await view().metric(`container:address_since_timestamp_seconds{${selector}}`)).map(
      ({ metric }) => metric,
    );

  it("identifies tasks and a plain container that send no identity by their address", async () => {
    on(0)(
      ...["service", "create", "--quiet", "--detach", "--name", "silent", "--mode", "global"],
      ...["--network", network, "--no-resolve-image", ...SCRAPED, image(), "sh", "-c", SILENT],
    );
    undo.push(() => on(0)("service", "rm", "silent"));
    undo.push(silent({ engine: on(2), network, name: "beside", image: image() }));
    const tasks = await eventually(
      "a task of each node",
      async () => {
        const all = await named('swarm_service="silent"');
        return all.length === nodes.length ? all : undefined;
      },
      120,
    );
    expect(tasks.map((of) => of["host_name"]).sort()).toEqual(nodes);
    const [beside] = await found("the container", () => named('container_name="beside"'));
    expect(beside?.["host_name"]).toBe(nodes[2]);
    for (const of of [...tasks, beside]) {
      const address = of?.["container_address"] ?? "";
      expect(address).toMatch(new RegExp(`^[0-9.]+@${network}$`));
      await found("its span", async () => {
        const q = `{ name = "silent" && resource.container.address = "${address}" }`;
        const answer = await view().ask("tempo", "/api/search", { q });
        return (answer as { traces?: unknown[] }).traces ?? [];
      });
      const items = `work_items{container_name="${of?.["container_name"] ?? ""}"}`;
      const [scraped] = await found("the metrics of its scrape label", () => view().metric(items));
      expect(scraped?.metric).toMatchObject({
        container_id: of?.["container_id"],
        host_name: of?.["host_name"],
        job: beside === of ? "beside" : "silent",
      });
    }
  });

  it("reports the labelled containers of a node and the services that cannot be scraped", async () => {
    const app = unscrapable({ engine: on(2), network, name: "unscrapable", image: image() });
    undo.push(app.remove);
    on(0)(
      ...["service", "create", "--quiet", "--detach", "--name", "mislabelled"],
      ...["--network", network, "--no-resolve-image", "--label", "prometheus-port=abc"],
      ...[image(), "sleep", "3600"],
    );
    undo.push(() => on(0)("service", "rm", "mislabelled"));
    // The last test lists everything that still uses the stack, and the next one runs verify.
    await reported(verify, [
      ...app.problems,
      /mislabelled: label prometheus-port: not valid [(]abc[)]/,
    ]).finally(remove);
    const listed = 'container_network_info{container_name=~"unscrapable.*|mislabelled.*"}';
    await eventually(
      "a list without them",
      async () => ((await view().metric(listed)).length === 0 ? true : undefined),
      120,
    );
  });
}
