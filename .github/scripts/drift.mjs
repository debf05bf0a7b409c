// drift.mjs STACK: whether the host still is as the stack's settings say, into drift-report/STACK.json and the run's summary.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlock, COMMENT_BYTES, firstLines, plain } from "./markdown.mjs";
import { npmRun } from "./npm.mjs";
import { main, requireBackend, stackName, summarise } from "./stack.mjs";

/** What Pulumi says where --expect-no-changes did not hold; any other failure says nothing about drift. */
const DRIFTED = /no changes were expected\b.*\bbut changes/;
/** What Pulumi says of a stack that nobody has made; a preview would make it. */
const ABSENT = /no stack named/;

main(async () => {
  const stack = stackName(process.argv[2]);
  requireBackend();
  const known = await npmRun("outputs", ["--stack", stack, "--json"]);
  if (ABSENT.test(known.all) || known.stdout.trim() === "{}") {
    summarise(`## ${stack}: not deployed yet`);
    return 0;
  }
  const words = [
    "--stack",
    stack,
    "--refresh",
    "--expect-no-changes",
    "--diff",
    "--color",
    "never",
  ];
  const { status, all } = await npmRun("preview", words);
  const drifted = status !== 0 && DRIFTED.test(all);
  if (status !== 0 && !drifted) {
    throw new Error(`The stack ${stack} could not be looked at: the preview failed, see the log.`);
  }
  const text = plain(all);
  mkdirSync("drift-report", { recursive: true });
  writeFileSync(
    join("drift-report", `${stack}.json`),
    JSON.stringify({ drifted, preview: firstLines(text, COMMENT_BYTES).text }),
  );
  summarise(
    drifted
      ? `## ${stack}: drifted\n\n${codeBlock(firstLines(text, 500_000).text, "diff")}`
      : `## ${stack}: as it should be`,
  );
  return 0;
});
