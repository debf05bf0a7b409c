/** Why data that one image wrote is not for another; undefined where it is. */
export function imageProblem(wrote: string, reads: string): string | undefined {
  if (wrote === reads) return undefined;
  const [before, now] = [versionOf(wrote), versionOf(reads)];
  if (before === undefined || now === undefined) {
    return `was written by ${wrote}, and whether ${reads} is as new cannot be told`;
  }
  const difference = before.map((part, index) => (now[index] ?? 0) - part).find((by) => by !== 0);
  return (difference ?? 0) >= 0 ? undefined : `was written by ${wrote}, and ${reads} is older`;
}

/** The numbers of a tag such as `v3.16.0` or `12.2.0-ubuntu`. */
function versionOf(reference: string): number[] | undefined {
  const [, version] = /:v?(\d+(?:\.\d+)+)(?![^@]*\/)/.exec(reference) ?? [];
  return version?.split(".").map(Number);
}
