import * as pulumi from "@pulumi/pulumi";

/** What the user can mend: ends the program, or the preview, with this sentence and no stack trace. */
export function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  // Pulumi formats the stack for its own tracing even where it does not show it, which takes twenty seconds.
  error.stack = message;
  return error;
}
