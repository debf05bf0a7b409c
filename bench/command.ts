import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { images } from "../components/settings/images";
import { between } from "../scripts/docs/page";
import { root } from "../scripts/stack/attach";
import { Help } from "../scripts/stack/words";
import { writeFormatted } from "../scripts/write-formatted";
import { missingForE2e } from "../testing/e2e/engine";
import { describeMachine } from "./machine";
import { goalsMet } from "./goals";
import { FULL, QUICK, run, type Scale } from "./measure";
import { measures } from "./measures";
import { merged } from "./results";
import { RunningStack } from "./running-stack";
import { standIns } from "./stand-ins";
import { markdown, type MeasureResult, type Results } from "./report";

const FILE = join(root, "bench", "results.json");
const PAGE = join(root, "docs", "project", "benchmarks.md");
const GOALS = join(root, "bench", "README.md");
const MARKS = ["<!-- measured: begin -->", "<!-- measured: end -->"] as const;

export const BENCH_USAGE = `Usage: npm run bench -- [NAME ...] [--quick]

  Measures this project and its alternatives on this machine, alternately, and prints a table. Without a name, runs all
  measures except sizing:
${measures.map(({ name, title }) => `    ${name.padEnd(12)}  ${title}`).join("\n")}

  Each measure also updates bench/results.json, the tables of docs/project/benchmarks.md and the goals of
  bench/README.md. Results of other measures stay, each with its machine, images and date. Needs Linux, root and an otherwise idle machine.

  --quick   one short round of each measure, to test that it works; the results mean little and are not saved

  Exit code: 0 if every measure completes, 1 otherwise.`;

/** `npm run bench`. Resolves to the exit status. */
export async function benchCommand(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help) throw new Help(BENCH_USAGE);
  const unknown = positionals.filter((name) => !measures.some((each) => each.name === name));
  if (unknown.length > 0) {
    console.error(`No measure is called ${unknown.join(", ")}.\n\n${BENCH_USAGE}`);
    return 1;
  }
  const missing = missingForE2e();
  if (missing !== "") {
    console.error(`Nothing can be measured on this machine: ${missing} is missing.`);
    return 1;
  }
  const scale = values.quick ? QUICK : FULL;
  const results = await stoppable((signal) => measureAll(positionals, scale, signal));
  console.log(`${markdown(results)}\n${goalsMet(results)}`);
  return 0;
}

async function measureAll(
  names: readonly string[],
  scale: Scale,
  signal: AbortSignal,
): Promise<Results> {
  const chosen = measures.filter(({ name, fullOnly = false, byNameOnly = false }) =>
    names.length === 0 ? !(scale.quick && fullOnly) && !byNameOnly : names.includes(name),
  );
  const done: MeasureResult[] = [];
  const used = Object.values(images);
  const machine = describeMachine();
  const results: Results = { measures: done };
  for (const measure of chosen) {
    const { name, title, figures, goals, least = {} } = measure;
    const tell = (text: string) => {
      console.error(text);
    };
    const contenders = await run(measure, scale, tell, signal);
    const date = new Date().toISOString().slice(0, 10);
    const conditions = { machine, images: used, standIns: standIns(used), rounds: scale.rounds };
    done.push({ name, title, figures, goals, least, date, conditions, contenders });
    if (!scale.quick) await keep(results);
  }
  return results;
}

/** Ctrl+C ends it in good order: what was started is removed. */
async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const ends = () => {
    stop.abort(new Error("Stopped."));
  };
  process.once("SIGINT", ends);
  // Without it, Node ends without a word where nothing but a lost request is waited for.
  const awake = setInterval(() => undefined, 2 ** 30);
  try {
    return await work(stop.signal);
  } finally {
    await RunningStack.end();
    clearInterval(awake);
    process.off("SIGINT", ends);
  }
}

async function keep(now: Results): Promise<void> {
  const known = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Results) : undefined;
  const order = measures.map(({ name }) => name);
  const results = merged(known, now, order);
  await writeFormatted(FILE, JSON.stringify(results));
  await update(PAGE, markdown(results));
  await update(GOALS, goalsMet(results));
}

/** Replaces the measured part of a page. */
async function update(page: string, measured: string): Promise<void> {
  await writeFormatted(page, between(readFileSync(page, "utf8"), MARKS, measured));
}
