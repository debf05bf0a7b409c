import type { Change } from "./changes";
import type { DataChange } from "./data";
import { code, diffBlock, fenced } from "./diff-block";
import type { Explanation } from "./explanation";
import type { Effect, ServiceChange } from "./services";

/** What GitHub takes as one comment, less some room for what a workflow adds. */
const LONGEST_COMMENT = 65_536 - 1_536;
/** Lines of one file's diff that are shown: the first of these with which all of it fits. */
const DIFF_LINES = [200, 60, 20, 0];

/** The explanation for a pull request, never longer than `longest`. */
export function markdown(explanation: Explanation, longest = LONGEST_COMMENT): string {
  for (const lines of DIFF_LINES) {
    const text = page(explanation, lines);
    if (text.length <= longest) return text;
  }
  const note = `\n\nThe rest does not fit into a comment. ${whole(explanation)}\n`;
  const text = page(explanation, 0);
  return text.slice(0, text.lastIndexOf("\n", longest - note.length)) + note;
}

function whole({ stack }: Explanation): string {
  return `All of it: \`npm run explain -- --stack ${stack} --json\`.`;
}

function page(explanation: Explanation, diffLines: number): string {
  const { headline, stack, errors, services, data, shared } = explanation;
  const cut = { lines: diffLines, whole: whole(explanation) };
  const findings = [
    ...section("Data", data.filter(tellable).map(dataLine)),
    ...services.map((service) => serviceSection(service, cut)),
    ...section("Shared by all services", sharedLines(shared)),
    ...section(
      "Left as they are, because they do not answer",
      explanation.skipped.map((problem) => `- ${problem}`),
    ),
  ];
  const sections = [
    `## \`${stack}\`: ${headline}`,
    ...errors.map((message) => fenced(message)),
    ...(errors.length > 0 && findings.length > 0 ? ["What Pulumi had found before that:"] : []),
    ...findings,
    ...section(
      "Not understood: look at `pulumi preview --diff`",
      explanation.unexplained.map((text) => `- ${text}`),
    ),
    ...explanation.warnings.map((message) => `Pulumi warns:\n\n${fenced(message)}`),
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join("\n")}`];
}

const EFFECTS: Readonly<Record<Effect, string>> = {
  created: "new",
  recreated: "recreated, because its container is missing",
  replaced: "its container is replaced",
  "rolling update": "its tasks are replaced by a rolling update",
  restarted: "its stopped container is started again",
  "changed in place": "changed in place, and keeps running",
  removed: "removed",
  reload: "takes up new files while it runs",
  "keeps running": "keeps running",
};

function serviceSection(change: ServiceChange, cut: { lines: number; whole: string }): string {
  const { service, effect, runsIn, formerly, container, files } = change;
  const name = formerly === undefined ? "" : `, ${code(formerly)} becomes ${code(container ?? "")}`;
  const lines = [
    line("Version", change.version),
    line("Why", change.bySettings.join("; ")),
    line("Found on the host, not set", change.byDrift.join("; ")),
    line("Because this is replaced", change.because.map(code).join(", ")),
    line("Stays, with its data", change.keeps.map(code).join(", ")),
    line("May stay behind on a node", change.mayLeave.map(code).join(", ")),
    line(effect === "removed" ? "From then on" : "Meanwhile", change.consequence),
    line("Files written", change.written.map(code).join(", ")),
    ...change.others.filter(({ role }) => role !== "files").map(changeLine),
  ].filter((text) => text !== "");
  return [
    `### ${service}: ${EFFECTS[effect].replace("container", runsIn)}${name}`,
    ...(lines.length === 0 ? [] : [lines.join("\n")]),
    ...files.map((file) => diffBlock(file, cut)),
  ].join("\n\n");
}

/** What is on a remote host goes without saying where all of it comes or goes with that host. */
function sharedLines(shared: readonly Change[]): string[] {
  const hosts = new Set(shared.flatMap(({ host }) => host ?? []));
  return [
    ...shared.filter(({ host }) => host === undefined).map(changeLine),
    ...[...hosts].sort().flatMap((name) => {
      const here = shared.filter(({ host }) => host === name);
      if (here.every(({ op }) => op === "create")) return [`- host ${code(name)}: new`];
      if (here.every(({ op }) => op === "delete")) return [`- host ${code(name)}: removed`];
      return here.map((change) => `${changeLine(change)} on host ${code(name)}`);
    }),
  ];
}

function line(title: string, text: string): string {
  return text === "" ? "" : `- ${title}: ${text}`;
}

const OPS: Readonly<Record<string, string>> = {
  create: "made",
  replace: "replaced",
  update: "changed in place",
  delete: "removed",
  import: "taken over",
};

/** The program leaves images on the engine. */
const IMAGE_OPS: Readonly<Record<string, string>> = {
  create: "pulled, where the engine has it not",
  delete: "no longer used; it stays on the engine",
};

function changeLine({
  kind,
  role,
  op,
  before,
  after,
  resource,
  missing,
  leftover,
  ...change
}: Change): string {
  const renamed = before !== undefined && after !== undefined && before !== after;
  const name = renamed ? `${code(before)} → ${code(after)}` : code(after ?? before ?? resource);
  const why = [
    ...change.bySettings,
    ...(missing ? ["it is not on the host any more"] : []),
    ...(role === "queue" && op === "delete" ? ["with what its agent has not sent yet"] : []),
    ...(leftover ? ["an earlier update replaced it, and did not come to remove it"] : []),
  ];
  const done = (kind === "image" ? IMAGE_OPS[op] : undefined) ?? OPS[op] ?? op;
  return `- ${kind} ${name}: ${done}${why.length === 0 || renamed ? "" : ` (${why.join("; ")})`}`;
}

/** What becomes of a volume of a service that is new goes without saying. */
function tellable({ fate, service }: DataChange): boolean {
  return fate !== "new" || service === undefined;
}

function dataLine({ volume, fate, instead, insteadIsNew, refused }: DataChange): string {
  const empty = insteadIsNew === true ? ", and is empty" : "";
  const next = instead === undefined ? "" : `; ${code(instead)} is used instead${empty}`;
  const fates: Readonly<Record<DataChange["fate"], string>> = {
    destroyed: `**is destroyed with what it holds**${next}`,
    "left behind": `**is used no more**; it stays on the host with what it holds${next}`,
    "left on a node":
      "**stays on its node**, and the service begins with an empty one, unless that node meets the new `placement`",
    missing: "is gone from the host already; an empty one is made",
    new: "is new",
    "taken over": "is taken over from the host, with what it holds",
    "protected from now on": "is protected from now on",
    "no longer protected": "is protected no more: the next change may take it",
    "changed in place": "is changed in place",
  };
  return refused
    ? `- volume ${code(volume)}: its removal is **refused**, because it is protected. Where its data may go: \`protectData\` to \`false\`, \`up\`, then this change`
    : `- volume ${code(volume)} ${fates[fate]}`;
}
