import * as pulumi from "@pulumi/pulumi";

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

/** Refuses what has problems, and tells all of them. */
export function refuseIfWrong(what: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  - ${problem}`);
  throw refusal([`${what}: nothing was changed.`, ...lines].join("\n"));
}
