import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { attach, root } from "../stack/attach";
import { without, type SilentHost } from "../stack/hosts";
import { UserError } from "../../components/problem";

/** Above what a preview of many dashboards takes; Node's own limit is below that. */
const LONGEST_OUTPUT = 2 ** 30;

const state = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  custom: z.boolean().optional(),
  parent: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.array(z.string()).optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  /** It was replaced, and the update ended before it was deleted. */
  delete: z.boolean().optional(),
});

const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  diffReasons: z.array(z.string()).nullish(),
});

const digest = z.looseObject({
  steps: z
    .array(step)
    .nullish()
    .transform((steps) => steps ?? []),
  diagnostics: z
    .array(
      z.looseObject({
        urn: z.string().optional(),
        message: z.string().default(""),
        severity: z.string().default(""),
      }),
    )
    .nullish()
    .transform((told) => told ?? []),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

/** What Pulumi knows of a resource before or after an update. */
export type ResourceState = z.output<typeof state>;
/** What Pulumi would do with one resource. */
export type Step = z.output<typeof step>;
/** What `pulumi preview --json` prints. */
export type Preview = z.output<typeof digest>;

/** Without its steps, Pulumi is silent on what it deletes because an earlier update did not come to it. */
const PREVIEW = ["--json", "--show-replacement-steps"];

/** Asks Pulumi. Where it fails before it has a preview, what it complains of is the preview's one message. */
export function runPreview(stack: string, silent: readonly SilentHost[]): Preview {
  const { pulumi, words: exclusions } = without(silent, attach().pulumi);
  console.error(`Previewing the stack ${stack} ...`);
  const options = ["--stack", stack, "--non-interactive", "--color", "never"];
  const words = ["preview", ...PREVIEW, ...options, ...exclusions];
  const { stdout, stderr, error } = spawnSync(pulumi.program, words, {
    cwd: root,
    env: pulumi.environment,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: LONGEST_OUTPUT,
  });
  if (error) throw new UserError(`pulumi preview could not be run: ${error.message}`);
  return (
    parsePreview(stdout) ?? {
      steps: [],
      diagnostics: [
        { severity: "error", message: (stderr || stdout).trim() || "Pulumi said nothing." },
      ],
    }
  );
}

/** @throws UserError where the file is none that `pulumi preview --json` wrote. */
export function readPreview(file: string): Preview {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`--preview: ${file} cannot be read: ${(error as Error).message}`);
  }
  const preview = parsePreview(text);
  if (preview !== undefined) return preview;
  throw new UserError(
    `--preview: ${file} is not the output of \`pulumi preview --json\`. Make it with:\n` +
      `  npm run --silent pulumi -- preview ${PREVIEW.join(" ")} --stack NAME > FILE`,
  );
}

function parsePreview(text: string): Preview | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = digest.safeParse(document);
  // A document without any of it is something else.
  if (!parsed.success || !("changeSummary" in parsed.data || "steps" in (document as object))) {
    return undefined;
  }
  return parsed.data;
}
