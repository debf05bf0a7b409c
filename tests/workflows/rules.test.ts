import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  environmentsOf,
  readWorkflow,
  workflowFiles,
  workflowText,
  type Job,
} from "./support/workflow";
import { project } from "../../testing/project-files";

const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";
/** What a job may write, where it has to. */
const MAY_WRITE: Readonly<Record<string, string[]>> = {
  "preview-comment.yml comment": ["pull-requests"],
  "drift.yml issues": ["issues"],
};
/** The steps that work on a stack: nothing else sees a secret. */
const ASKS_A_STACK = /\.github\/scripts\/(?:preview|explain|drift)\.mjs|^npm run up /;

const hosted = ({ "runs-on": runner }: Job) => runner === "ubuntu-latest";
const jobsOf = (file: string) => Object.entries(readWorkflow(file).jobs);

describe.each(workflowFiles)("%s", (file) => {
  const workflow = readWorkflow(file);
  const jobs = jobsOf(file);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it("gives its token no more than reading, but for the jobs that write", () => {
    const writing = (permissions: object) =>
      Object.entries(permissions).flatMap(([name, level]) => (level === "write" ? [name] : []));
    expect(workflow.permissions).toBeTypeOf("object");
    expect(writing(workflow.permissions ?? {})).toEqual([]);
    for (const [name, job] of jobs) {
      expect(writing(job.permissions ?? {}), name).toEqual(MAY_WRITE[`${file} ${name}`] ?? []);
    }
  });

  it("never runs a pull request's code with the rights of this repository", () => {
    expect(workflow.on).not.toHaveProperty("pull_request_target");
    if (!("workflow_run" in workflow.on)) return;
    for (const { uses = "", with: inputs = {} } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(inputs).not.toHaveProperty("ref");
    }
    expect(workflowText(file)).not.toMatch(/\bnpm\b/);
  });

  it("puts nothing that others wrote into a script", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  it("lets only code of this repository reach the runner that has the engine", () => {
    for (const [name, job] of jobs.filter(([, each]) => !hosted(each))) {
      expect(job["runs-on"], name).toBe("${{ vars.RUNNER_LABEL }}");
      const guards = (job.if ?? "").split("&&").map((part) => part.trim());
      expect(guards, name).toContain("vars.RUNNER_LABEL != ''");
      const own =
        "pull_request" in workflow.on ? SAME_REPOSITORY : "github.ref == 'refs/heads/main'";
      expect(guards, name).toContain(own);
      expect(job.if, name).not.toContain("||");
    }
  });

  it("shows secrets to the steps that work on a stack only, on that runner, in a GitHub environment", () => {
    for (const [name, job] of jobs) {
      const { steps: all, ...rest } = job;
      expect(JSON.stringify(rest), name).not.toContain("secrets.");
      for (const step of all.filter((each) => JSON.stringify(each).includes("secrets."))) {
        expect(step.run, name).toMatch(ASKS_A_STACK);
        expect(hosted(job), name).toBe(false);
        expect(job.environment, name).toBeTypeOf("string");
      }
    }
    expect(JSON.stringify(workflow)).not.toContain("secrets: inherit");
  });

  it("pins actions by commit, keeps no credentials in a checkout, and ends by itself", () => {
    for (const [, uses] of workflowText(file).matchAll(/uses: (.+)$/gm)) {
      expect(uses).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    for (const { uses = "", with: inputs } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(inputs?.["persist-credentials"]).toBe(false);
    }
    for (const [name, job] of jobs) expect(job["timeout-minutes"], name).toBeGreaterThan(0);
  });

  it("names npm commands and scripts that exist", () => {
    for (const { run = "" } of steps) {
      for (const [, name = ""] of run.matchAll(
        /npm run (?:--silent )?"?([a-z:]+[a-z])(?=[ "]|$)/g,
      )) {
        expect(scripts).toHaveProperty([name]);
      }
      for (const [path] of run.matchAll(/\.github\/scripts\/[\w-]+\.mjs/g)) {
        expect(existsSync(join(project, path)), path).toBe(true);
      }
    }
  });
});

it("one action has one version in all workflows", () => {
  const pins = workflowFiles.flatMap((file) =>
    [...workflowText(file).matchAll(/uses: (([^@]+)@.+)$/gm)].map(([, pin = "", name = ""]) => [
      name,
      pin,
    ]),
  );
  expect(new Set(pins.map(([, pin]) => pin)).size).toBe(new Set(pins.map(([name]) => name)).size);
});

it("the checks are the parts of check:static", () => {
  const matrix = readWorkflow("checks.yml").jobs["static"]?.strategy?.matrix["check"] ?? [];
  const parts = [...(scripts["check:static"] ?? "").matchAll(/check:(\w+)/g)].map(
    ([, name]) => name,
  );
  expect([...matrix].sort(), "checks.yml: jobs.static.strategy.matrix.check").toEqual(parts.sort());
});

describe("environments", () => {
  const deployed = jobsOf("deploy.yml");

  it("are the same, in the same order, in every workflow", () => {
    const environments = deployed.map(([, job]) => job.environment ?? "");
    expect(environments.length).toBeGreaterThan(1);
    for (const file of ["preview.yml", "drift.yml"]) {
      const matrices = jobsOf(file).filter(([, { strategy }]) => strategy !== undefined);
      for (const [name, job] of matrices) {
        expect(environmentsOf(job), `${file} ${name}`).toEqual(environments);
      }
    }
    for (const file of ["preview-comment.yml", "drift.yml"]) {
      expect(workflowText(file)).toMatch(new RegExp(`\\.mjs "[^"]+" ${environments.join(" ")}\n`));
    }
  });

  it("are deployed one after the other, each in the same way", () => {
    deployed.forEach(([name, job], index) => {
      expect(job.environment).toBe(name);
      expect(job.needs).toBe(deployed[index - 1]?.[0]);
      const same = (each: Job, own: string) =>
        JSON.stringify(Object.entries(each).filter(([key]) => key !== "needs")).replace(
          new RegExp(`\\b${own}\\b`, "g"),
          "NAME",
        );
      const [first = "", firstJob = job] = deployed[0] ?? [];
      expect(same(job, name)).toBe(same(firstJob, first));
    });
  });

  it("have secrets of their own for previews, without the approval that a deployment needs", () => {
    for (const file of ["preview.yml", "drift.yml"]) {
      const asking = jobsOf(file).filter(([, job]) => !hosted(job));
      for (const [, job] of asking)
        expect(job.environment).toBe("${{ matrix.environment }}-preview");
    }
  });
});
