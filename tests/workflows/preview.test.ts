import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  openPull,
  pullRequestEvent,
  Repository,
  REPOSITORY,
  workflowRunEvent,
  type PullRequest,
} from "./support/repository";
import type { JobRun } from "./support/runner";

vi.setConfig({ testTimeout: 120_000 });

const own: PullRequest = { number: 7, sha: "a".repeat(40), branch: "topic", from: REPOSITORY };
const fork: PullRequest = { number: 8, sha: "b".repeat(40), branch: "main", from: "eve/fork" };
const EXPLAINED = { stdout: "## `any`: one change\n\n### Prometheus\n\nreload\n" };
const PREVIEWED = { stdout: "~ docker:index/container:Container: (replace)\n" };
const CALM = { explain: EXPLAINED, preview: PREVIEWED };

let repository: Repository;
beforeAll(async () => {
  repository = new Repository();
  await repository.github.start();
  repository.commit("Pulumi.staging.yaml", "config:\n  a: before\n");
  repository.commit("Pulumi.staging.yaml", "config:\n  a: after\n");
});
beforeEach(() => {
  repository.forgetArtifacts();
  repository.vars["RUNNER_LABEL"] = "docker";
  repository.github.comments.clear();
  repository.github.written.length = 0;
  repository.github.pulls.length = 0;
  repository.github.pulls.push(openPull(own), openPull(fork));
});
afterAll(() => {
  repository.remove();
});

const preview = (pull: PullRequest) =>
  repository.run("preview.yml", {
    eventName: "pull_request",
    event: { ...pullRequestEvent(pull) },
  });
async function comment(pull: PullRequest, conclusion?: string) {
  repository.listArtifacts("preview-staging", "preview-prod");
  const event = workflowRunEvent(pull, conclusion);
  const [run] = await repository.run("preview-comment.yml", { eventName: "workflow_run", event });
  if (run === undefined) throw new Error("no job ran");
  return run;
}
const bodies = (pull: PullRequest) =>
  (repository.github.comments.get(pull.number) ?? []).map(({ body }) => body);
const annotations = (run: JobRun | undefined) =>
  [...(run?.log ?? "").matchAll(/^::error::(.*)$/gm)].map(([, text]) => text);
const left = (file: string) => readFileSync(join(repository.artifacts, file), "utf8");

describe("a pull request of this repository", () => {
  it("is explained and previewed for every environment, and nothing else of it sees a secret", async () => {
    repository.answer(CALM);
    const runs = await preview(own);
    expect(runs.map(({ job, matrix, result }) => [job, matrix["environment"], result])).toEqual([
      ["preview", "staging", "success"],
      ["preview", "prod", "success"],
      ["render", "staging", "skipped"],
      ["render", "prod", "skipped"],
    ]);
    const seen = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"];
    const calls = repository.calls().slice(0, 4);
    calls.forEach(({ secrets }) => secrets.sort());
    expect(calls).toEqual([
      { words: "ci", secrets: [] },
      { words: "run pulumi stack select staging --create --non-interactive", secrets: seen },
      { words: "run explain --stack staging", secrets: seen },
      {
        words: "run preview --stack staging --diff --color never --policy-pack policy",
        secrets: seen,
      },
    ]);
    const report = left("preview-staging/staging/explain.md");
    expect(report).toMatch(/^## `any`: one change\n\n### Prometheus\n/);
    expect(report).toContain("```diff\n~ docker:index/container:Container: (replace)\n```");
    expect(runs[0]?.summary).toContain("## `any`: one change\n\n### Prometheus");
  });

  it("gets one comment per environment, which the next run updates", async () => {
    repository.answer(CALM);
    await preview(own);
    repository.github.write(
      own.number,
      "ada",
      "<!-- container-observability preview of staging --> mine",
    );
    expect(await comment(own)).toMatchObject({ result: "success" });
    expect(bodies(own)).toHaveLength(3);
    expect(bodies(own)[1]).toMatch(
      /^<!-- container-observability preview of staging -->\n## `any`: one change\n\n### Prometheus\n/,
    );
    repository.answer({ ...CALM, "explain prod": { stdout: "### Loki\n\nrestart\n" } });
    await preview(own);
    expect(await comment(own)).toMatchObject({ result: "success" });
    expect(bodies(own)).toHaveLength(3);
    expect(bodies(own)[2]).toContain("### Loki");
    expect(bodies(own)[0]).toContain("mine");
    expect(repository.github.written.map((each) => each.split(" ")[0])).toEqual([
      "POST",
      "POST",
      "PATCH",
      "PATCH",
    ]);
  });

  it("fails where a data volume would go, and its comment begins with that", async () => {
    repository.answer({ ...CALM, "explain prod": { ...EXPLAINED, status: 2 } });
    const runs = await preview(own);
    expect(runs.slice(0, 2).map(({ result }) => result)).toEqual(["success", "failure"]);
    await comment(own, "failure");
    expect(bodies(own)[0]).not.toContain("data volume");
    expect(bodies(own)[1]).toMatch(/^<!-- .* -->\n> \[!CAUTION\]\n> \*\*A data volume would be/);
    expect(bodies(own)[1]).toContain("The run failed");
    expect(annotations(runs[1])).toEqual(["explain: `any`: one change"]);
  });

  it("fails where the preview does, and says what was complained of", async () => {
    const broken = { stderr: "scrapeInterval: 5 is no duration\n", status: 1 };
    repository.answer({ explain: broken, preview: broken });
    const [run] = await preview(own);
    expect(run).toMatchObject({ result: "failure" });
    await comment(own, "failure");
    expect(bodies(own)[0]).toContain(
      "could not be explained\n\n```\nscrapeInterval: 5 is no duration",
    );
    expect(annotations(run)).toEqual([
      "explain: ended with 1%0AscrapeInterval: 5 is no duration",
      "pulumi preview: ended with 1%0AscrapeInterval: 5 is no duration",
    ]);
  });

  it("names on its run's page what Pulumi and the rules complained of, and nothing else", async () => {
    const stdout =
      "+ a change\n    error: 100% wrong\n    [mandatory]  pinned-images (a)\n+ more\n";
    repository.answer({ ...CALM, preview: { stdout, status: 1 } });
    const [run] = await preview(own);
    expect(run).toMatchObject({ result: "failure" });
    expect(annotations(run)).toEqual([
      "pulumi preview:     error: 100%25 wrong%0A    [mandatory]  pinned-images (a)",
    ]);
  });

  it("is cut to fit into a comment, with its code blocks closed", async () => {
    const diff = "+ line of a very long preview\n".repeat(10_000);
    const explained = { stdout: `### Prometheus\n\n\`\`\`diff\n${diff}\`\`\`\n` };
    repository.answer({ explain: EXPLAINED, preview: { stdout: diff }, "explain prod": explained });
    await preview(own);
    expect(await comment(own)).toMatchObject({ result: "success" });
    expect(bodies(own)).toHaveLength(2);
    for (const body of bodies(own)) {
      expect(body.length).toBeLessThan(65_536);
      expect(body.length).toBeGreaterThan(50_000);
      expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(body).toContain("Cut to fit");
    }
  });

  it("is refused without a place for the state", async () => {
    repository.answer(CALM);
    repository.vars["PULUMI_BACKEND_URL"] = "";
    const [run] = await preview(own);
    repository.vars["PULUMI_BACKEND_URL"] = "file:///srv/state";
    expect(run).toMatchObject({ result: "failure" });
    expect(run?.log).toMatch(/no place for the stack's state: .*docs\/how-to\/previews\.md/);
  });
});

describe("code that is not of this repository, or without a runner", () => {
  it.each([
    ["a fork", fork, "docker"],
    ["Dependabot", { ...own, author: "dependabot[bot]" }, "docker"],
    ["a repository without a runner", own, ""],
  ])("%s: the rendered files are compared, without a secret", async (_, pull, label) => {
    repository.vars["RUNNER_LABEL"] = label;
    repository.answer({});
    const runs = await preview(pull);
    expect(runs.map(({ job, result }) => [job, result])).toEqual([
      ["preview", "skipped"],
      ["preview", "skipped"],
      ["render", "success"],
      ["render", "success"],
    ]);
    expect(repository.calls().flatMap(({ secrets }) => secrets)).toEqual([]);
    expect(left("preview-staging/staging/render.diff")).toContain("-  a: before\n+  a: after\n");
    expect(await comment(pull)).toMatchObject({ result: "success" });
    expect(bodies(pull)[0]).toContain("-  a: before\n+  a: after\n");
    expect(bodies(pull)[0]).toContain("no preview against the real stack");
  });

  it("settings that cannot be rendered fail the run and say so", async () => {
    repository.answer({ render: { status: 1, stderr: "scrapeInterval: 5 is no duration\n" } });
    const runs = await preview(fork);
    expect(runs[2]).toMatchObject({ result: "failure" });
    await comment(fork, "failure");
    expect(bodies(fork)[0]).toContain("The settings of this pull request cannot be rendered");
  });

  it("an artifact that a fork made up stays text", async () => {
    const hostile = [
      "```` ",
      "</details><img src=https://eve.example/x.png> @team/everyone",
      "<!-- container-observability preview of prod -->",
      "\u202ethgir ot tfel\u0007",
    ].join("\n");
    repository.leave("preview-staging", "staging/render.diff", hostile);
    repository.leave("preview-staging", "staging/explain.md", "# Approved by @team/everyone");
    repository.leave("preview-staging", "other/render.diff", "of no environment");
    repository.leave("preview-staging", "number", "7");
    mkdirSync(join(repository.artifacts, "preview-prod", "prod"), { recursive: true });
    const secret = join(repository.folder, "secret");
    writeFileSync(secret, "of this machine");
    symlinkSync(secret, join(repository.artifacts, "preview-prod", "prod", "render.diff"));

    expect(await comment(fork)).toMatchObject({ result: "success" });
    expect(bodies(own)).toEqual([]);
    expect(bodies(fork)).toHaveLength(1);
    const [body = ""] = bodies(fork);
    expect(body).not.toContain("Approved");
    const block = /^(`{5,})diff\n([\s\S]*)^\1$/m.exec(body)?.[2] ?? "";
    for (const word of ["@team/everyone", "</details>", "preview of prod"]) {
      expect(block).toContain(word);
      expect(body.replace(block, "")).not.toContain(word);
    }
    expect(body).not.toMatch(/[\u202e\u0007]/);
  });

  it("takes Markdown from no run of Dependabot's, whose new packages may have written it", async () => {
    const update = { ...own, number: 11, sha: "d".repeat(40), author: "dependabot[bot]" };
    repository.github.pulls.push(openPull(update));
    repository.leave("preview-staging", "staging/explain.md", "# No changes, @team/everyone");
    repository.leave("preview-staging", "staging/render.diff", "+ a line");
    expect(await comment(update)).toMatchObject({ result: "success" });
    const [body = ""] = bodies(update);
    expect(body).toContain("+ a line");
    expect(body).not.toContain("No changes");
  });

  it("no comment where the commit is not of an open pull request of the same repository", async () => {
    repository.leave("preview-staging", "staging/render.diff", "text");
    for (const other of [
      { ...fork, sha: "c".repeat(40) },
      { ...fork, from: "mallory/fork" },
    ]) {
      expect(await comment(other)).toMatchObject({ result: "success" });
    }
    const other = { ...openPull(fork), number: 9 };
    repository.github.pulls.push(other);
    expect((await comment(fork)).log).toContain("2 open pull requests are at commit");
    expect(repository.github.written).toEqual([]);
  });

  it("an artifact that is too large is not taken", async () => {
    repository.leave("preview-staging", "staging/render.diff", "text");
    repository.github.artifacts = [{ name: "preview-staging", size_in_bytes: 5_000_000_000 }];
    const event = workflowRunEvent(fork);
    const runs = await repository.run("preview-comment.yml", { eventName: "workflow_run", event });
    expect(runs[0]).toMatchObject({ result: "failure" });
    expect(repository.github.written).toEqual([]);
  });
});
