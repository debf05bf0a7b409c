import { afterAll, beforeAll, expect, it } from "vitest";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { containerIds, docker, health, networks, volumes } from "../../testing/e2e/engine";
import { random } from "../../testing/e2e/random";
import { describeOnEngine } from "../../testing/e2e/on-engine";

/** Number of kills, and a seed to repeat an earlier run. */
const KILLS = Number(process.env["E2E_KILLS"] ?? 3);
const SEED = Number(process.env["E2E_KILLS_SEED"] ?? Date.now() % 2 ** 31);

const PREFIX = "observability-kills";
const RETAGGED = { busybox: "e2e-kills/busybox:1", loki: "e2e-kills/loki:1" };
const CONTAINER = "docker:index/container:Container";
const VOLUME = "docker:index/volume:Volume";
/** Until then, npm and Node.js start. */
const EARLIEST_MS = 1_500;

type Change = "first up" | "files" | "containers" | "images" | "services" | "down";
const CHANGES: readonly Change[] = [
  "first up",
  "files",
  "containers",
  "images",
  "services",
  "down",
];

describeOnEngine(`${KILLS} kills at random moments (seed ${SEED})`, () => {
  const next = random(SEED);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item;
  /** Known duration of each change without a kill. */
  const usualMs = new Map<Change, number>();
  const report: string[] = [];
  let clone: Clone;
  let stack: Stack;
  let born: Map<string, string>;
  let turn = 0;

  beforeAll(async () => {
    clone = Clone.furnished();
    stack = new Stack(clone, "kills", 30_100, { oomEvents: false });
    docker("tag", "busybox:1.37", RETAGGED.busybox);
    docker("tag", "grafana/loki:3.7.8", RETAGGED.loki);
    await converge();
    const began = Date.now();
    await converge({ agentMemoryMiB: 260 });
    for (const change of CHANGES) usualMs.set(change, 2 * (Date.now() - began));
    born = dataVolumes();
  });

  afterAll(async () => {
    console.log(report.join("\n"));
    stack.configure({ protectData: false });
    await stack.up();
    await stack.down();
    docker("rmi", ...Object.values(RETAGGED));
    clone.remove();
  });

  async function converge(settings: Readonly<Record<string, unknown>> = {}): Promise<string> {
    stack.configure(settings);
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    return output;
  }

  /** Configures the next change. Resolves to the command that applies it. */
  async function prepare(change: Change): Promise<"up" | "down"> {
    turn++;
    switch (change) {
      case "first up": {
        const { status, output } = await stack.down();
        expect(status, output).toBe(0);
        return "up";
      }
      case "down":
        return "down";
      case "files":
        stack.configure({
          scrapeInterval: `${2 + (turn % 2)}s`,
          traceRetention: `${90 + turn}h`,
        });
        return "up";
      case "containers":
        stack.configure({ oomEvents: turn % 2 === 0, queueSize: `${64 + turn}MiB` });
        return "up";
      case "images":
        stack.configure({
          busyboxImage: turn % 2 === 0 ? RETAGGED.busybox : undefined,
          lokiImage: turn % 2 === 0 ? RETAGGED.loki : undefined,
        });
        return "up";
      case "services": {
        const all = ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki", "grafana"];
        stack.configure({ services: turn % 2 === 0 ? all : all.slice(1) });
        return "up";
      }
    }
  }

  function dataVolumes(): Map<string, string> {
    const data = volumes(PREFIX).filter((name) => name.endsWith("-data"));
    return new Map(
      data.map((name) => [name, docker("volume", "inspect", "-f", "{{.CreatedAt}}", name)]),
    );
  }

  /** Checks that the engine matches the state, that no operation or lock is left, and that no data volume is new. */
  async function expectWhole(): Promise<void> {
    const { resources, pending_operations = [] } = await stack.state();
    const known = (type: string, of: (resource: (typeof resources)[number]) => string) =>
      resources
        .filter((each) => each.type === type)
        .map(of)
        .sort();
    const onEngine = containerIds(PREFIX, "-a");
    expect([...onEngine.values()].sort()).toEqual(known(CONTAINER, ({ id }) => id ?? ""));
    expect(volumes(PREFIX)).toEqual(known(VOLUME, ({ outputs }) => outputs?.name ?? ""));
    expect(networks(PREFIX)).toEqual([PREFIX]);
    expect(pending_operations).toEqual([]);
    expect(clone.locks("kills")).toEqual([]);
    expect(dataVolumes()).toEqual(born);
    for (const name of containerIds(PREFIX).keys()) expect(health(name), name).toBe("healthy");
    const again = await stack.preview(["--expect-no-changes"]);
    expect(again.status, again.output).toBe(0);
  }

  it(
    "the next up converges, without orphans or manual steps",
    async () => {
      let kills = 0;
      while (kills < KILLS) {
        const change = pick(CHANGES);
        const script = await prepare(change);
        const usual = usualMs.get(change) ?? 0;
        const after = Math.round(EARLIEST_MS + next() * Math.max(usual - EARLIEST_MS, 0));
        const began = Date.now();
        const killed = await stack.killed(script, after);
        if (killed === undefined) {
          usualMs.set(change, Date.now() - began);
          await converge();
          continue;
        }
        kills++;
        // In a quarter of the cases, the command that cleans up is killed as well.
        if (kills < KILLS && next() < 0.25) {
          const again = Math.round(EARLIEST_MS + next() * usual);
          const twice = await stack.killed("up", again);
          if (twice !== undefined) kills++;
          report.push(
            `   and its up, after ${again} ms: ${twice === undefined ? "ended" : "killed"}`,
          );
        }
        const from = Date.now();
        const output = await converge();
        const cleared = output.match(/^(?:Released a stale lock|Removed the) .*$/gm) ?? [];
        report.push(
          `${kills}. ${change}, killed after ${after} ms: up took ${Date.now() - from} ms`,
          ...cleared.map((line) => `     ${line}`),
        );
        console.log(report.at(-1 - cleared.length));
        await expectWhole();
      }
    },
    KILLS * 300_000,
  );
});
