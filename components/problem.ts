import { pulumiCommand } from "./pulumi-command";

/** Why an update cannot begin: something that the user can correct. */
export interface Problem {
  /** The setting or settings to look at, or the argument; absent where the problem is the engine's. */
  readonly setting?: string;
  /** The host of the stack that it is about; absent where that is its own. */
  readonly host?: string;
  /** The value given, as it may be shown: never a secret. */
  readonly given?: string;
  /** What is wrong, as a sentence that goes on after `given`. */
  readonly message: string;
  /** What corrects it. */
  readonly fix?: string | SettingChange;
}

/** A setting to change: a command for a stack, an argument for a program. */
export interface SettingChange {
  /** An imperative, such as "Choose another port". */
  readonly how: string;
  /** Its name. */
  readonly setting: string;
  /** Its new value as a word of a shell, such as `<port>`. Without a value, the setting is removed. */
  readonly value?: string;
  /** Whether the command prompts for the value, and encrypts it. */
  readonly secret?: true;
}

/** Where the reader of a message sets the settings. */
export type Reader = "stack" | "program";

const REFERENCE: Readonly<Record<Reader, () => string>> = {
  stack: () =>
    `All settings: docs/reference/settings.md. Set one with: ${pulumiCommand("config set <key> <value>")}`,
  program: () =>
    "All arguments have the names of the settings in docs/reference/settings.md, besides dockerHost and dockerCertPath.",
};

/** The problem in words, on one line. */
export function sentence(
  { host, setting, given, message, fix }: Problem,
  reader: Reader = "stack",
): string {
  const remedy = fix === undefined || typeof fix === "string" ? fix : changed(fix, reader);
  const words = [given, message, remedy].filter((part) => part !== undefined).join(" ");
  return [host, setting, words].filter((part) => part !== undefined).join(": ");
}

function changed(change: SettingChange, reader: Reader): string {
  const { how, setting, value, secret } = change;
  const removes = value === undefined && secret !== true;
  if (reader === "program") return removes ? `${how}.` : `${how} with the argument ${setting}`;
  return `${how} with: ${pulumiCommand(configCommand(change))}`;
}

/** Returns the arguments of the Pulumi command that makes a change. */
export function configCommand({ setting, value, secret }: SettingChange): string {
  if (secret === true) return `config set --secret ${setting}`;
  return value === undefined ? `config rm ${setting}` : `config set ${setting} ${value}`;
}

/**
 * What ends a command, a preview or an update, and what its user can correct: printed as sentences, without a stack trace.
 * Any other error is a fault of this project.
 */
export class UserError extends Error {
  /** Programs recognize it by this name. */
  override readonly name: string = "UserError";

  constructor(
    /** What happened, in one sentence. */
    readonly summary: string,
    /** Everything that is wrong, so that it can be corrected in one go. */
    readonly details: readonly Problem[] = [],
    /** Whether the message ends with where all settings are described. */
    private readonly reference = false,
    private readonly reader: Reader = "stack",
  ) {
    const lines = details.map((problem) => `  - ${sentence(problem, reader)}`);
    super([summary, ...lines, ...(reference ? [REFERENCE[reader]()] : [])].join("\n"));
  }

  /** The details in words, one sentence each. */
  get problems(): readonly string[] {
    return this.details.map((problem) => sentence(problem, this.reader));
  }

  /** The same error, for a reader who gives arguments in a program instead of a stack's configuration. */
  forProgram(): UserError {
    return new UserError(this.summary, this.details, this.reference, "program");
  }
}

/** What is wrong with a stack's configuration, or with the arguments given in place of it. */
export function wrongSettings(problems: readonly Problem[]): UserError {
  const count = problems.length === 1 ? "1 setting is" : `${problems.length} settings are`;
  return new UserError(`Nothing was changed: ${count} wrong.`, problems, true);
}
