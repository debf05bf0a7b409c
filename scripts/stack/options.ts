import { UserError } from "../../components/problem";
import { DEFAULT_STACK, Help, refuseKeptByNpm, stackName } from "./words";

export const COMMANDS = ["up", "preview", "down", "outputs"] as const;
export type Command = (typeof COMMANDS)[number];

export interface Options {
  readonly command: Command;
  readonly stack: string;
  /** Ask nothing: approve the update, and install an engine where there is none. */
  readonly yes: boolean;
  /** Check the stack from end to end after `up`. */
  readonly verify: boolean;
  /** Everything else, handed to Pulumi as it is. */
  readonly pulumi: readonly string[];
}

export const STACK_USAGE = `Usage: npm run ${COMMANDS.join("|")} -- [--stack NAME] [--yes] [--no-verify] [Pulumi options]

  up        deploy the stack or apply changes, then verify it end to end
  preview   show what up would change
  down      remove the stack; protected data volumes stay
  outputs   print the stack's outputs; --json for programs, --show-secrets for passwords

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK}); created if it does not exist
  --yes, -y          skip all prompts: approve the update, and install Docker Engine if there is none
  --no-verify        skip the verification after up

  Other options go to Pulumi. For any other Pulumi command on the same state, use npm run pulumi, such as
  npm run pulumi -- config set scrapeInterval 30s --stack ${DEFAULT_STACK}

  Exit code: Pulumi's (0: success). After a successful up: 1 if a check of the verification fails.`;

/** Its own; all others are Pulumi's. */
const OPTIONS = { stack: { type: "string" }, verify: { type: "boolean" } } as const;

/** @throws UserError when the command is unknown or an option lacks its value. */
export function parseOptions(words: readonly string[]): Options {
  const [command, ...rest] = words;
  if (rest.includes("--help")) throw new Help(STACK_USAGE);
  if (command === undefined || !isCommand(command)) throw new UserError(STACK_USAGE);
  refuseKeptByNpm(OPTIONS);
  let stack = DEFAULT_STACK;
  let yes = false;
  let verify = true;
  const pulumi: string[] = [];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? "";
    if (word === "--yes" || word === "-y") yes = true;
    else if (word === "--no-verify") verify = false;
    else if (word === "--stack" || word === "-s") stack = rest[++index] ?? "";
    else if (word.startsWith("--stack=")) stack = word.slice("--stack=".length);
    else pulumi.push(word);
  }
  if (stack === "" || stack.startsWith("-")) {
    throw new UserError(
      `--stack needs the name of a stack, such as ${DEFAULT_STACK}.\n\n${STACK_USAGE}`,
    );
  }
  return { command, stack: stackName(stack), yes, verify, pulumi };
}

function isCommand(word: string): word is Command {
  return (COMMANDS as readonly string[]).includes(word);
}
