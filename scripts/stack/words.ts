import { parseArgs, type ParseArgsConfig } from "node:util";
import { UserError } from "../../components/problem";

export const DEFAULT_STACK = "dev";

/** What has to be added to a command that is shown to the user, for it to mean this stack. */
export function stackOption(stack: string): string {
  return stack === DEFAULT_STACK ? "" : ` --stack ${stack}`;
}

/**
 * A stack's name, which stands in the names of files.
 *
 * @throws UserError where it is none.
 */
export function stackName(name: string): string {
  const parts = name.split("/");
  if (parts.length <= 3 && parts.every((part) => /^[a-zA-Z0-9_][\w.-]{0,99}$/.test(part)))
    return name;
  throw new UserError(
    `--stack: ${JSON.stringify(name.slice(0, 200))} is not a valid stack name. Allowed: letters, digits, '.', '_' and '-', such as ${DEFAULT_STACK}.`,
  );
}

/** The usage, requested with `--help`: not a failure. */
export class Help extends UserError {}

/** Options that npm has, too: it also passes them on if they are set in an .npmrc. */
const ALSO_OF_NPM = ["yes", "json", "verbose"];

/**
 * npm keeps options before `--` for itself, and passes them on only as environment variables.
 *
 * @throws UserError if it kept an option of the command, which would otherwise act on another stack.
 */
export function refuseKeptByNpm(
  options: Readonly<Record<string, { readonly type: "string" | "boolean" }>>,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  for (const [name, { type }] of Object.entries(options)) {
    const kept = environment[`npm_config_${name.replaceAll("-", "_")}`];
    if (kept === undefined || ALSO_OF_NPM.includes(name)) continue;
    // npm passes on a value after a space as a separate word.
    const value = type === "boolean" ? "" : ` ${kept === "true" ? name.toUpperCase() : kept}`;
    const option = `${kept === "" ? "--no-" : "--"}${name}${value}`;
    const command = environment["npm_lifecycle_event"] ?? "up";
    throw new UserError(
      `npm took ${option} for itself, and the command did not see it. Put -- before the options: npm run ${command} -- ${option}`,
    );
  }
}

const common = {
  stack: { type: "string", short: "s", default: DEFAULT_STACK },
  help: { type: "boolean", default: false },
} as const;

type Described = NonNullable<ParseArgsConfig["options"]>;

/**
 * What the words of a command line mean, besides `--stack` and `--help`, which every command has.
 *
 * @throws UserError with the usage, where that is asked for or a word means nothing.
 */
export function parseWords<const Own extends Described>(
  words: readonly string[],
  own: Own,
  usage: string,
) {
  const options = { ...common, ...own };
  refuseKeptByNpm(options);
  const { values } = orUsage(() => parseArgs({ args: [...words], options }), usage);
  const { help, stack } = values as { help?: boolean; stack?: string };
  if (help === true) throw new Help(usage);
  stackName(stack ?? DEFAULT_STACK);
  return values;
}

/** As `parseWords`, for a command that takes one folder. */
export function parseFolderAndWords<const Own extends Described>(
  words: readonly string[],
  own: Own,
  usage: string,
) {
  const options = { ...common, ...own };
  refuseKeptByNpm(options);
  const { values, positionals } = orUsage(
    () => parseArgs({ args: [...words], options, allowPositionals: true }),
    usage,
  );
  const [folder, ...more] = positionals;
  const { help, stack } = values as { help?: boolean; stack?: string };
  if (help === true) throw new Help(usage);
  if (folder === undefined || more.length > 0) throw new UserError(usage);
  stackName(stack ?? DEFAULT_STACK);
  return { folder, values };
}

function orUsage<Result>(parse: () => Result, usage: string): Result {
  try {
    return parse();
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}
