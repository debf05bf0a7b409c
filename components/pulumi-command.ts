/** Names the stack that an npm command works on, to the program that Pulumi starts for it; empty if its user names it. */
export const STARTED_FOR = "CONTAINER_OBSERVABILITY_STACK";

/** A Pulumi command that works as printed: the npm commands have a CLI and a state of their own. */
export function pulumiCommand(
  words: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const stack = environment[STARTED_FOR];
  if (stack === undefined) return `pulumi ${words}`;
  return `npm run pulumi -- ${words}${stack === "" ? "" : ` --stack ${stack}`}`;
}
