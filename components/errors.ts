import * as pulumi from "@pulumi/pulumi";
import { sentence, type Problem } from "./problem";
import { printable } from "./render/printable";

const reported = new Map<string, pulumi.RunError>();

/**
 * What the user can mend: ends the program, or the preview, with this sentence and no stack trace. Pulumi tells the
 * same error once, however many resources wait for what failed.
 */
export function refusal(message: string): pulumi.RunError {
  const known = reported.get(message);
  if (known !== undefined) return known;
  const error = new pulumi.RunError(message);
  reported.set(message, error);
  // Pulumi puts the property in front that it was about to send, which tells the user nothing.
  Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
  // It formats the stack for its own tracing even where it does not show it, which takes twenty seconds.
  error.stack = message;
  return error;
}

/** What is wrong with a component's arguments. */
export function wrongArguments(component: string, problems: readonly Problem[]): pulumi.RunError {
  const lines = problems.map((problem) => `  - ${printable(sentence(problem))}`);
  return refusal([`${component}: nothing was changed.`, ...lines].join("\n"));
}

/** Ends the program where the arguments have problems. */
export function refuseIfWrong(component: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw wrongArguments(component, problems);
}
