import { withoutContentHash } from "../../components/render/content-hash";
import { renderedFiles } from "../../components/plan/files";
import { STARTED_FOR } from "../../components/pulumi-command";
import { readSettings } from "../../components/settings/read";
import { resolveSettings } from "../../components/settings/resolve";
import { root } from "../stack/attach";
import { projectName } from "../stack/project";
import { UserError } from "../../components/problem";
import { readStackFile } from "../stack/stack-file";
import { DEFAULT_STACK, parseWords } from "../stack/words";
import { writeFolder } from "./folder";
import { stackSettings } from "./settings";

const UNKNOWN_HOST = "docker-host";

export const RENDER_USAGE = `Usage: npm run render -- [--stack NAME] --out DIR [--host-name NAME] [--exact-paths]

  Writes every generated file of the stack's services to DIR/<service>/<path>. Reads only Pulumi.<stack>.yaml: needs
  neither Pulumi nor Docker nor a network, and leaves encrypted values and those from ESC environments out. To compare
  two versions: diff -r DIR OTHER.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --out DIR          a new or empty directory, or one written by an earlier render, whose files are replaced
  --host-name NAME   the engine's name, if the setting hostName is empty (default: ${UNKNOWN_HOST})
  --exact-paths      use the paths in the containers, including directories named by a hash of their content. By
                     default, paths omit these, so that a file has the same path in every environment

  Exit code: 0 if all files are written, 1 otherwise.`;

/** `npm run render`. Returns the exit status. */
export function renderCommand(words: readonly string[]): number {
  const own = {
    out: { type: "string" },
    "host-name": { type: "string" },
    "exact-paths": { type: "boolean", default: false },
  } as const;
  const { stack, out, ...options } = parseWords(words, own, RENDER_USAGE);
  process.env[STARTED_FOR] = stack;
  if (out === undefined || out === "")
    throw new UserError(`--out needs a folder.\n\n${RENDER_USAGE}`);

  const files = renderStack(root, stack, options["host-name"]);
  const path = options["exact-paths"] ? (file: string) => file : withoutContentHash;
  writeFolder(out, new Map([...files].map(([file, text]) => [path(file), text])));
  console.log(`${files.size} files of the stack ${stack} in ${out}`);
  return 0;
}

/** Service and path to text. What cannot be known from the settings alone is told. */
export function renderStack(
  folder: string,
  stack: string,
  hostName?: string,
): ReadonlyMap<string, string> {
  const config = readStackFile(folder, stack);
  if (config === undefined) {
    throw new UserError(
      `There is no Pulumi.${stack}.yaml, which holds the settings of the stack ${stack}. Name another with --stack.`,
    );
  }
  const { raw, encrypted } = stackSettings(config, projectName(folder));
  const settings = readSettings(raw);
  if (encrypted.length > 0) {
    console.error(
      `Encrypted, and rendered with stand-ins: ${encrypted.join(", ")}. The secret files themselves are not rendered; ` +
        "paths that carry a hash of a secret differ from those in the containers.",
    );
  }
  if (settings.hostName === "" && hostName === undefined) {
    console.error(
      `hostName is empty, and stands for the engine's name: "${UNKNOWN_HOST}" is written for it. Give the name with --host-name.`,
    );
  }
  if (settings.backendStack !== "") {
    console.error(
      `The outputs of the stack ${settings.backendStack} are not read: the files contain a placeholder for its gatewayEndpoint, and assume otlpAuth token.`,
    );
  }
  const engineName = hostName ?? UNKNOWN_HOST;
  return new Map(
    Object.entries(renderedFiles(resolveSettings(settings, { stack, engineName }))).flatMap(
      ([service, files]) =>
        Object.entries(files).map(([path, text]): [string, string] => [`${service}${path}`, text]),
    ),
  );
}
