/** Variable with the names of hosts, separated by commas, that an update leaves as they are. */
export const LEFT_OUT = "CONTAINER_OBSERVABILITY_LEAVE_OUT";

/** The part of its resources' names by which all that is on a host is known. */
export function hostPrefix(name: string): string {
  return `host/${name}/`;
}

/** Hosts to leave as they are: their resources are excluded from the update, and so not asked of the program. */
export function skippedHosts(environment: NodeJS.ProcessEnv = process.env): ReadonlySet<string> {
  return new Set((environment[LEFT_OUT] ?? "").split(",").filter((name) => name !== ""));
}

/** What Pulumi has to be told so that it leaves these hosts as they are. */
export function exclusions(names: readonly string[]): string[] {
  return names.flatMap((name) => [
    "--exclude",
    `**::${hostPrefix(name).slice(0, -1)}`,
    "--exclude",
    `**::${hostPrefix(name)}**`,
  ]);
}
