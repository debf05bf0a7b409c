import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireKnown, use } from "./actions";
import { condition, fill, type Context } from "./expressions";
import { matrixOf, readWorkflow, type Job, type Step } from "./workflow";

/** What GitHub knows when a workflow starts, and what the machine brings along. */
export interface Situation {
  /** A folder of the test's own. */
  readonly folder: string;
  /** The repository that is checked out. */
  readonly source: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly eventName: string;
  readonly ref: string;
  readonly repository: string;
  readonly apiUrl: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The environment of every step, before the workflow adds to it. */
  readonly environment: NodeJS.ProcessEnv;
  /** The run whose artifacts are downloaded; its own where there is none. */
  readonly artifacts: string;
  /** Leave the jobs of the other environments out, as if the workflow had none. */
  readonly onlyEnvironment?: string;
}

export interface JobRun {
  readonly job: string;
  readonly matrix: Readonly<Record<string, string>>;
  readonly result: "success" | "failure" | "skipped";
  /** What the steps printed. */
  readonly log: string;
  readonly summary: string;
}

/** Runs a workflow's jobs in their order, every entry of a matrix, every step. */
export async function runWorkflow(file: string, situation: Situation): Promise<JobRun[]> {
  const runs: JobRun[] = [];
  for (const [name, job] of Object.entries(readWorkflow(file).jobs)) {
    const before = runs.filter((run) => run.job === job.needs);
    const result =
      before.find((run) => run.result !== "success")?.result ??
      (job.needs === undefined ? "" : "success");
    const needs = job.needs === undefined ? {} : { [job.needs]: { result } };
    for (const matrix of matrixOf(job)) {
      const context = { ...contextOf(situation), matrix, needs };
      const failed = result === "failure" || result === "skipped";
      const environment = matrix["environment"] ?? job.environment;
      const { onlyEnvironment } = situation;
      const of = environment?.replace(/-preview$/, "");
      if (onlyEnvironment !== undefined && of !== undefined && of !== onlyEnvironment) continue;
      const starts = condition(job.if, context, { failed });
      runs.push(
        starts
          ? await runJob(name, job, matrix, context, situation)
          : { job: name, matrix, result: "skipped", log: "", summary: "" },
      );
    }
  }
  return runs;
}

function contextOf({
  event,
  eventName,
  ref,
  repository,
  vars,
  secrets,
  inputs,
}: Situation): Context {
  return {
    github: { event, event_name: eventName, ref, repository, token: "workflow-token" },
    vars,
    secrets,
    inputs: inputs ?? { "allow-data-loss": "" },
  };
}

async function runJob(
  name: string,
  job: Job,
  matrix: Record<string, string>,
  outer: Context,
  situation: Situation,
): Promise<JobRun> {
  const home = mkdtempSync(join(situation.folder, "job-"));
  const workspace = join(home, "workspace");
  const temp = join(home, "temp");
  const summary = join(home, "summary.md");
  const event = join(home, "event.json");
  for (const folder of [workspace, temp]) mkdirSync(folder);
  writeFileSync(summary, "");
  writeFileSync(event, JSON.stringify(situation.event));
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const context = { ...outer, steps, runner: { temp } };
  const base: NodeJS.ProcessEnv = {
    ...situation.environment,
    CI: "true",
    RUNNER_TEMP: temp,
    GITHUB_WORKSPACE: workspace,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_EVENT_PATH: event,
    GITHUB_API_URL: situation.apiUrl,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: situation.repository,
    GITHUB_RUN_ID: "77",
  };

  let log = "";
  let failed = false;
  for (const step of job.steps) {
    if (!condition(step.if, context, { failed })) continue;
    const outputs = join(home, "outputs");
    writeFileSync(outputs, "");
    const environment = { ...base, GITHUB_OUTPUT: outputs, ...filled(step.env, context) };
    const { status, output } = await runStep(step, context, environment, workspace, situation);
    log += output;
    failed ||= status !== 0;
    if (step.id !== undefined) steps[step.id] = { outputs: readOutputs(outputs) };
  }
  const run: JobRun = {
    job: name,
    matrix,
    result: failed ? "failure" : "success",
    log,
    summary: readFileSync(summary, "utf8"),
  };
  rmSync(home, { recursive: true, force: true });
  return run;
}

async function runStep(
  step: Step,
  context: Context,
  environment: NodeJS.ProcessEnv,
  workspace: string,
  { source, artifacts }: Situation,
): Promise<{ status: number; output: string }> {
  if (step.uses !== undefined) {
    const inputs = filled(step.with, context);
    requireKnown(step.uses, inputs);
    try {
      use(step.uses, inputs, { source, workspace, artifacts });
      return { status: 0, output: "" };
    } catch (error) {
      return { status: 1, output: `${(error as Error).message}\n` };
    }
  }
  return new Promise((resolve, reject) => {
    // What the runner starts where a step names no shell.
    const child = spawn("bash", ["-e", "-c", fill(step.run ?? "", context)], {
      cwd: join(workspace, step["working-directory"] ?? "."),
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (output += String(chunk)));
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({ status: status ?? 1, output });
    });
  });
}

function filled(values: Step["env"], context: Context): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [key, fill(String(value), context)]),
  );
}

/** An output that a step has not set is empty, as with GitHub. */
function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const set = lines.map((line) => [
    line.slice(0, line.indexOf("=")),
    line.slice(line.indexOf("=") + 1),
  ]);
  return { number: "", ...(Object.fromEntries(set) as Record<string, string>) };
}
