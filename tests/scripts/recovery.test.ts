import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { dockerLabels, STACK_LABEL } from "../../components/settings/labels";
import { readLocks, release } from "../../scripts/stack/locks";
import { awaitEnds, removeLeftovers } from "../../scripts/stack/recovery";
import { pendingOperations } from "../../scripts/stack/pending-operations";
import { ok, withEngine } from "../../testing/fake-engine";

describe("locks", () => {
  function withLock(holder: object | string) {
    const state = mkdtempSync(join(tmpdir(), "state-"));
    const folder = join(
      state,
      ".pulumi",
      "locks",
      "organization",
      "container-observability",
      "dev",
    );
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "0.json");
    writeFileSync(file, typeof holder === "string" ? holder : JSON.stringify(holder));
    writeFileSync(`${file}.attrs`, "{}");
    return { state, file };
  }
  const ended = () => spawnSync("true").pid;

  it("releases that of a process of this machine which has ended, and says so", () => {
    const pid = ended();
    const { state, file } = withLock({ pid, hostname: hostname() });
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const locks = readLocks(state, "organization/container-observability/dev");
    expect([locks.left.length, locks.held.length]).toEqual([1, 0]);
    release(locks);
    expect(said.mock.calls.join()).toMatch(new RegExp(`process ${pid} of this machine`));
    said.mockRestore();
    expect([existsSync(file), existsSync(`${file}.attrs`)]).toEqual([false, false]);
  });

  it("takes a process with another name for one that got the number later", () => {
    const { state } = withLock({ pid: process.pid, hostname: hostname() });
    // Only Linux tells a process' name.
    const { left } = readLocks(state, "dev");
    expect(left).toHaveLength(existsSync("/proc/self/comm") ? 1 : 0);
  });

  it.skipIf(!existsSync("/proc/self/status"))(
    "releases that of a process which has ended, and which its parent has not asked about",
    async () => {
      // A program of the CLI's name. Its parent becomes one that asks nothing.
      const program = join(mkdtempSync(join(tmpdir(), "zombie-")), "pulumi");
      copyFileSync("/bin/sleep", program);
      const parent = spawn("sh", ["-c", `${program} 60 & echo $!; exec sleep 60`]);
      try {
        const [printed] = (await once(parent.stdout, "data")) as [Buffer];
        const pid = Number(printed.toString());
        const { state } = withLock({ pid, hostname: hostname() });
        // Until the child has become the program, it has the shell's name.
        await vi.waitFor(() => {
          expect(readLocks(state, "dev").held).toHaveLength(1);
        }, 5000);
        process.kill(pid, "SIGKILL");
        await vi.waitFor(() => {
          expect(readLocks(state, "dev").left).toHaveLength(1);
        }, 5000);
        process.kill(pid, 0);
      } finally {
        parent.kill("SIGKILL");
      }
    },
  );

  it.each([
    ["of another machine", { pid: 1, hostname: `not-${hostname()}` }],
    ["that is not understood", "{"],
    ["that names nobody", {}],
  ])("leaves one %s", (_, holder) => {
    const { state, file } = withLock(holder);
    const locks = readLocks(state, "dev");
    release(locks);
    expect([locks.left.length, locks.held.length, existsSync(file)]).toEqual([0, 1, true]);
  });

  it("finds none where there is no state yet", () => {
    expect(readLocks(join(tmpdir(), "no-such-folder"), "dev")).toEqual({ left: [], held: [] });
  });
});

const labelled = (prefix: string) => [{ label: STACK_LABEL, value: prefix }];
const CONTAINER = "docker:index/container:Container";
const NETWORK = "docker:index/network:Network";

describe("unfinished", () => {
  it("tells what was begun, and what is known, out of an exported state", () => {
    const exported = {
      deployment: {
        resources: [
          { type: "pulumi:pulumi:Stack" },
          { type: NETWORK, id: "n1", inputs: { name: "one" } },
          { type: CONTAINER, id: "c1", inputs: { name: "one-loki", labels: labelled("one") } },
        ],
        pending_operations: [
          { type: "creating", resource: { type: NETWORK, inputs: { name: "two" } } },
          { type: "creating", resource: { type: CONTAINER, inputs: { labels: labelled("two") } } },
          { type: "deleting", resource: { type: CONTAINER, id: "c1" } },
          { type: "deleting", resource: { type: NETWORK, id: "n1" } },
        ],
      },
    };
    expect(pendingOperations(JSON.stringify(exported))).toEqual({
      begun: 2,
      networks: ["two"],
      ending: ["c1"],
      known: new Set(["n1", "c1"]),
      namePrefixes: ["one", "two"],
    });
    expect(pendingOperations("{}")).toMatchObject({ begun: 0, namePrefixes: [] });
  });
});

describe("awaitEnds", () => {
  it("stops what was being removed, and goes on where it is gone", async () => {
    const left = { ...pendingOperations("{}"), ending: ["c1", "gone"] };
    const stopping = (answer: ReturnType<typeof ok>) =>
      withEngine({ "/containers/c1/stop": answer }, (client) => awaitEnds(client, left));
    await stopping(ok({}));
    const failing = { status: 500, body: { message: "cannot stop it" } };
    await expect(stopping(failing)).rejects.toThrow("cannot stop it");
  });
});

describe("removeLeftovers", () => {
  const containers = (filters: object) =>
    `/containers/json?all=true&filters=${JSON.stringify(filters)}`;
  const left = {
    begun: 1,
    networks: [],
    ending: [],
    known: new Set(["n1", "c1"]),
    namePrefixes: ["one"],
  };
  const engine = (networkId: string, onNetwork: object[] = []) => ({
    [`/networks?filters=${JSON.stringify({ name: ["one"] })}`]: ok([
      { Id: "other", Name: "one-more" },
      { Id: networkId, Name: "one" },
    ]),
    [containers({ label: [`${STACK_LABEL}=one`] })]: ok([
      { Id: "c1", Names: ["/one-loki"], Labels: {} },
      { Id: "c2", Names: ["/one-tempo"], Labels: {} },
      {
        Id: "c3",
        Names: ["/one-agent.x.y"],
        Labels: { [dockerLabels.swarmTask]: "one-agent.x.y" },
      },
    ]),
    [containers({ network: [networkId] })]: ok(onNetwork),
    "/containers/c2/stop": ok({}),
    "/containers/c2?force=true&v=true": ok({}),
    [`/networks/${networkId}`]: ok({}),
  });

  it("removes what the state does not know and no Swarm runs, and stops it first", async () => {
    expect(await withEngine(engine("n1"), (client) => removeLeftovers(client, left))).toEqual([
      "container one-tempo",
    ]);
  });

  it("removes a network that was begun and that nobody uses", async () => {
    const begun = { ...left, networks: ["one"] };
    expect(await withEngine(engine("n2"), (client) => removeLeftovers(client, begun))).toEqual([
      "container one-tempo",
      "network one",
    ]);
  });

  it("touches nothing of another state's stack of the same name", async () => {
    expect(await withEngine(engine("n2"), (client) => removeLeftovers(client, left))).toEqual([]);
    const begun = { ...left, networks: ["one"] };
    const used = engine("n2", [{ Id: "x", Names: ["/x"] }]);
    expect(await withEngine(used, (client) => removeLeftovers(client, begun))).toEqual([]);
  });
});
