import { mkdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Repository } from "./support/repository";
import type { JobRun } from "./support/runner";

vi.setConfig({ testTimeout: 120_000 });

let repository: Repository;
beforeAll(async () => {
  repository = new Repository();
  await repository.github.start();
  repository.commit("Pulumi.staging.yaml", "config: {}\n");
});
afterAll(() => {
  repository.remove();
});

const results = (runs: readonly JobRun[]) =>
  Object.fromEntries(runs.map(({ job, matrix, result }) => [matrix["environment"] ?? job, result]));
const words = () => repository.calls().map((call) => call.words);

describe("checks.yml", () => {
  const checks = () => repository.run("checks.yml", { eventName: "push" });

  it("runs every check in a job of its own, and the tests", async () => {
    repository.answer({ "check:lint": { status: 1 } });
    const runs = await checks();
    const failed = runs.filter(({ result }) => result !== "success");
    expect(failed.map(({ matrix }) => matrix)).toEqual([{ check: "lint" }]);
    expect(words().filter((call) => !/^ci\b/.test(call))).toEqual([
      ...runs.flatMap(({ matrix: { check } }) =>
        check === undefined ? [] : [`run check:${check}`],
      ),
      ...["22.x", "24.x"].flatMap(() => ["run test:unit", "run preview --stack dev"]),
      "run preview --stack dev --policy-pack policy",
      "test --require-all",
    ]);
    // The checks and the unit tests read the demo, a package of its own.
    expect(words().filter((call) => call === "ci --prefix demo")).toHaveLength(runs.length - 1);
    expect(repository.calls().flatMap(({ secrets }) => secrets)).toEqual([]);
  });
});

it("the full suite runs every night, and its record is an artifact", async () => {
  repository.answer({});
  const [run] = await repository.run("nightly.yml", { eventName: "schedule" });
  expect(run).toMatchObject({ job: "full-suite", result: "success" });
  expect(words().filter((call) => call !== "ci")).toEqual(["run test:all"]);
});

describe("deploy.yml", () => {
  const explained = { stdout: "### Prometheus\n\nreload\n" };
  const deploy = (more: object = {}) =>
    repository.run("deploy.yml", { eventName: "push", ...more });

  it("explains, then brings staging up, then prod", async () => {
    repository.answer({ explain: explained });
    const runs = await deploy();
    expect(results(runs)).toEqual({ staging: "success", prod: "success" });
    expect(runs[1]?.summary).toBe("### Prometheus\n\nreload\n\n");
    expect(words().filter((call) => call !== "ci")).toEqual([
      "run pulumi stack select staging --create --non-interactive",
      "run explain --stack staging",
      "run up --yes --stack staging",
      "run pulumi stack select prod --create --non-interactive",
      "run explain --stack prod",
      "run up --yes --stack prod",
    ]);
  });

  it("does not go on to prod where staging fails", async () => {
    repository.answer({ explain: explained, "up staging": { status: 1 } });
    expect(results(await deploy())).toEqual({ staging: "failure", prod: "skipped" });
  });

  it("stops before a data volume goes, unless it was started by hand to allow that", async () => {
    repository.answer({ "explain staging": { ...explained, status: 2 } });
    const [refused] = await deploy();
    expect(refused).toMatchObject({ result: "failure" });
    expect(refused?.log).toContain("start this workflow by hand with allow-data-loss: staging");
    expect(words().some((call) => call.startsWith("run up"))).toBe(false);
    const byHand = { eventName: "workflow_dispatch", inputs: { "allow-data-loss": "staging" } };
    expect(results(await deploy(byHand))).toEqual({ staging: "success", prod: "success" });
  });

  it("lets no other environment's data go than the one that was named", async () => {
    repository.answer({ explain: { ...explained, status: 2 } });
    const byHand = { eventName: "workflow_dispatch", inputs: { "allow-data-loss": "staging" } };
    expect(results(await deploy(byHand))).toEqual({ staging: "success", prod: "failure" });
  });

  it("does not take a failed explanation for an allowed one", async () => {
    repository.answer({ explain: { status: 1 } });
    const byHand = { eventName: "workflow_dispatch", inputs: { "allow-data-loss": "staging" } };
    expect(results(await deploy(byHand))).toEqual({ staging: "failure", prod: "skipped" });
  });

  it("runs on the main branch only, and only where a runner is set up", async () => {
    const skipped = { staging: "skipped", prod: "skipped" };
    expect(results(await deploy({ ref: "refs/heads/topic" }))).toEqual(skipped);
    expect(results(await deploy({ vars: { RUNNER_LABEL: "" } }))).toEqual(skipped);
  });
});

describe("drift.yml", () => {
  const drifted = {
    stdout: "+ docker:index/container:Container: (create)\n",
    stderr: "error: no changes were expected for preview but changes were proposed\n",
    status: 7,
  };
  const night = () => {
    rmSync(repository.artifacts, { recursive: true, force: true });
    mkdirSync(repository.artifacts);
    return repository.run("drift.yml", { eventName: "schedule" });
  };
  const issues = () =>
    repository.github.issues
      .filter(({ user }) => user.login !== "ada")
      .map(({ title, state }) => `${title ?? ""}: ${state ?? ""}`);

  it("opens an issue per environment that drifted, updates it, and closes it", async () => {
    repository.github.write(
      "issue",
      "ada",
      "<!-- container-observability drift of prod --> a quote",
    );
    repository.answer({ "preview prod": drifted });
    expect(results(await night())).toEqual({
      staging: "success",
      prod: "success",
      issues: "success",
    });
    expect(issues()).toEqual(["prod has drifted: open"]);
    const issue = repository.github.issues.at(-1);
    expect(issue?.body).toContain("```diff\n+ docker:index/container:Container: (create)\n");

    repository.answer({ "preview prod": { ...drifted, stdout: "~ something else\n" } });
    await night();
    expect(issues()).toEqual(["prod has drifted: open"]);
    expect(issue?.body).toContain("~ something else");

    repository.answer({});
    await night();
    expect(issues()).toEqual(["prod has drifted: closed"]);
    expect(repository.github.comments.get(issue?.number ?? 0)?.[0]?.body).toContain("Clean again");
    expect(repository.github.issues[0]?.state).toBe("open");
  });

  it("says of an environment that was never deployed nothing, and makes no stack of it", async () => {
    repository.answer({
      "outputs prod": { stderr: "error: no stack named 'prod' found\n", status: 255 },
      "outputs staging": { stdout: "{}\n" },
      preview: drifted,
    });
    expect(results(await night())).toMatchObject({ staging: "success", prod: "success" });
    expect(words().some((call) => call.startsWith("run preview"))).toBe(false);
    expect(issues().filter((issue) => issue.endsWith("open"))).toEqual([]);
  });

  it("fails where an environment cannot be looked at, and leaves its issue as it is", async () => {
    repository.answer({ "preview prod": drifted });
    await night();
    const before = issues();
    repository.answer({ "preview prod": { status: 1, stderr: "the engine does not answer\n" } });
    expect(results(await night())).toEqual({
      staging: "success",
      prod: "failure",
      issues: "success",
    });
    expect(issues()).toEqual(before);
  });
});
