import { describe, expect, it } from "vitest";
import { waitForRollout, type TaskCount } from "../../components/platform/swarm/rollout";
import { ok, withEngine } from "../../testing/fake-engine";

const NAME = "observability-test-loki";
const NOW = { Image: "grafana/loki:3.7.8" };
const OLD = { Image: "grafana/loki:3.7.7" };
const TASKS = '/tasks?filters={"service":["id"]}';

const node = (ID: string, Availability = "active", State = "ready") => ({
  ID,
  Spec: { Availability },
  Status: { State },
});
const task = (NodeID: string, ContainerSpec = NOW, State = "running", more: object = {}) => ({
  NodeID,
  DesiredState: "running",
  Spec: { ContainerSpec },
  Status: { State, ...more },
});
const service = (UpdateStatus?: object) => ({
  ID: "id",
  Spec: { TaskTemplate: { ContainerSpec: NOW } },
  ...(UpdateStatus === undefined ? {} : { UpdateStatus, PreviousSpec: {} }),
});

/** How waiting ends: with the message of a failure, or with nothing. */
function waiting(
  state: object,
  tasks: readonly object[],
  { nodes = [], count = 1 }: { nodes?: readonly object[]; count?: TaskCount } = {},
): Promise<string> {
  const answers = {
    [`/services/${NAME}`]: ok(state),
    [TASKS]: ok(tasks),
    "/nodes": ok(nodes),
  };
  return withEngine(answers, async (client) => {
    try {
      await waitForRollout(client, NAME, count, 0, 0);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  });
}

describe("waiting for a service of a Swarm", () => {
  it.each([
    ["a new service runs", service(), [task("a")]],
    ["an update is complete", service({ State: "completed" }), [task("a")]],
    [
      "earlier tasks have failed",
      service(),
      [{ ...task("a", OLD, "failed"), DesiredState: "shutdown" }, task("a")],
    ],
  ])("ends when %s", async (_, state, tasks) => {
    expect(await waiting(state, tasks)).toBe("");
  });

  it.each([
    ["there is no task yet", service(), []],
    ["a task has not started", service(), [task("a", NOW, "starting")]],
    ["what runs is the old one", service(), [task("a", OLD)]],
    ["the update goes on", service({ State: "updating" }), [task("a")]],
    ["it is being taken back", service({ State: "rollback_started" }), [task("a")]],
  ])("fails when the time is over and %s", async (_, state, tasks) => {
    expect(await waiting(state, tasks)).toMatch(
      /^observability-test-loki does not run as described/,
    );
  });

  it("fails with what the tasks said when the Swarm has gone back", async () => {
    const failed = { ...task("a", NOW, "failed", { Err: "task: non-zero exit (1)" }) };
    const message = await waiting(service({ State: "rollback_completed" }), [
      { ...failed, DesiredState: "shutdown" },
      task("a", OLD),
    ]);
    expect(message).toMatch(/has taken observability-test-loki back to what ran before/);
    expect(message).toContain("failed: task: non-zero exit (1)");
    expect(message).toContain("docker service ps --no-trunc observability-test-loki");
  });

  it("fails when an update was stopped half-way", async () => {
    expect(await waiting(service({ State: "paused" }), [])).toMatch(
      /has stopped changing .*paused/,
    );
  });

  it("looks for as many tasks as are to run", async () => {
    expect(await waiting(service(), [task("a")], { count: 2 })).toMatch(/does not run/);
    expect(await waiting(service(), [task("a"), task("b")], { count: 2 })).toBe("");
  });

  it("looks for a task on each open node, and on no other", async () => {
    const nodes = [node("a"), node("b"), node("c", "drain"), node("d", "active", "down")];
    const everywhere = { nodes, count: "on each node" as const };
    expect(await waiting(service(), [task("a")], everywhere)).toMatch(/does not run/);
    expect(await waiting(service(), [task("a"), task("b")], everywhere)).toBe("");
  });
});
