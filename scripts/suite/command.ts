import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UserError } from "../../components/problem";
import { root } from "../stack/attach";
import { Help } from "../stack/words";
import { changedSince, cleanCommit, commitCount } from "./changes";
import { groups, UNIT } from "./groups";
import { type Plan, planAll, planGate, planNamed, planText } from "./plan";
import { type FullRun, readRecord, RECORD, writeRecord } from "./record";
import { report } from "./report";
import { countsOf, missesSomething } from "./results";
import { runSuite, type SuiteOutcome } from "./run";

const LANES = 2;
const MINUTES = 20;

export const TEST_USAGE = `Usage: npm test -- [--minutes N] [--group NAME ...] [--plan]

  Runs the unit tests, the end-to-end tests of the main path, and the groups whose files changed since the last full
  run (tests/full-run.json), within a time budget.

  --minutes N     the time budget (default: ${MINUTES}). The main path always runs
  --group NAME    run only this group, changed or not; may be repeated: ${UNIT}, or one of the groups below
  --all           run every group, and update tests/full-run.json if all pass (npm run test:all)
  --require-all   fail if this machine lacks something that a test needs
  --plan          print which groups would run and why, without running them
  --summary FILE  write counts and flaky tests to FILE as JSON

${groups.map(({ name, shows }) => `  ${name.padEnd(15)} ${shows}`).join("\n")}

  Exit code: 0 if all tests that ran pass, 1 otherwise.`;

const OPTIONS = {
  minutes: { type: "string", default: String(MINUTES) },
  group: { type: "string", multiple: true, default: [] as string[] },
  all: { type: "boolean", default: false },
  "require-all": { type: "boolean", default: false },
  plan: { type: "boolean", default: false },
  summary: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** `npm test` and `npm run test:all`. Resolves to the exit status. */
export async function testCommand(words: readonly string[]): Promise<number> {
  const { minutes, group: named, all, plan: planOnly, summary, ...others } = optionsOf(words);
  const began = Date.now();
  const record = readRecord(root);
  const available = all || named.length > 0 ? Infinity : Number(minutes) * 60;
  const secondEngine = process.env["SECOND_ENGINE"];
  const plan = all
    ? planAll(groups, secondEngine !== undefined)
    : named.length > 0
      ? planNamed(groups, named)
      : planGate(groups, {
          record,
          changed: record === undefined ? undefined : changedSince(root, record.commit),
          available,
          lanes: LANES,
          turn: commitCount(root),
          secondEngine: secondEngine !== undefined,
        });
  // Before the second engine takes its place, and before anyone changes a file.
  const [engine, commit] = [engineVersion(), cleanCommit(root)];
  console.log(planText(plan));
  if (planOnly) return 0;

  const outcome = await runSuite({
    root,
    groups: plan.runs.map(({ group }) => group),
    unit: named.length === 0 || named.includes(UNIT),
    lanes: LANES,
    seconds: record?.seconds ?? {},
    available,
    secondEngine,
    environment: all ? explored() : {},
  });
  const counts = countsOf(outcome.results);
  const missing = missesSomething(outcome.results);
  const green = counts.failed === 0 && counts.passed > 0;
  if (all && green) {
    await keep(outcome, plan, { commit, engine, minutes: (Date.now() - began) / 60_000 });
  }
  if (summary !== undefined) {
    writeFileSync(summary, JSON.stringify({ ...counts, unstable: outcome.unstable }));
  }
  console.log(planText(plan));
  for (const file of outcome.late) console.log(`  late ${file}: no time was left for it`);
  console.log(report(outcome));
  return green && !(others["require-all"] && missing.length > 0) ? 0 : 1;
}

function optionsOf(words: readonly string[]) {
  const { help, ...values } = parsed(words);
  if (help) throw new Help(TEST_USAGE);
  if (!(Number(values.minutes) > 0)) {
    throw new UserError(`--minutes: ${values.minutes} is not a positive number.\n\n${TEST_USAGE}`);
  }
  const known = [UNIT, ...groups.map(({ name }) => name)];
  const unknown = values.group.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(`--group: there is no group ${unknown.join(", ")}.\n\n${TEST_USAGE}`);
  }
  return values;
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${TEST_USAGE}`);
  }
}

/** The full suite looks at other made-up settings each time; the seed is printed, to repeat what it finds. */
function explored(): NodeJS.ProcessEnv {
  const seed = String(Date.now() % 2 ** 31);
  console.log(`PROPERTIES_SEED=${seed}`);
  return { PROPERTIES_SEED: seed };
}

async function keep(
  { results, unstable, unitSeconds, secondEngineOutput }: SuiteOutcome,
  plan: Plan,
  { commit, engine, minutes }: { commit: string | undefined; engine: string; minutes: number },
): Promise<void> {
  if (commit === undefined) {
    console.log(`${RECORD} stays as it is: the work tree has changes.`);
    return;
  }
  const { passed, skipped } = countsOf(results);
  const files = new Set(plan.runs.flatMap(({ group }) => group.files));
  const second = /^Engine (\S+)$/m.exec(secondEngineOutput)?.[1];
  const times = results
    .filter(({ file }) => files.has(file))
    .map(({ file, seconds }) => [file, Math.round(seconds)] as const)
    .sort();
  const run: FullRun = {
    commit,
    date: new Date().toISOString().slice(0, 10),
    minutes: Math.round(minutes),
    passed,
    skipped,
    unstable,
    engines: [engine, ...(second === undefined ? [] : [second])],
    groups: plan.runs.map(({ group }) => group.name),
    seconds: { [UNIT]: Math.round(unitSeconds), ...Object.fromEntries(times) },
  };
  await writeRecord(root, run);
  console.log(`Wrote ${RECORD}: commit it.`);
}

function engineVersion(): string {
  const words = ["version", "--format", "{{.Server.Version}}"];
  return spawnSync("docker", words, { encoding: "utf8" }).stdout.trim();
}
