import { coerce, lt, type SemVer } from "semver";

/** Why data that one image wrote is not for another; undefined where it is. */
export function imageProblem(wrote: string, reads: string): string | undefined {
  if (wrote === reads) return undefined;
  const [before, now] = [versionOf(wrote), versionOf(reads)];
  if (before === undefined || now === undefined) {
    return `was written by ${wrote}, and whether ${reads} is as new cannot be told`;
  }
  return lt(now, before) ? `was written by ${wrote}, and ${reads} is older` : undefined;
}

/** The version in a tag such as `v3.16.0` or `12.2.0-ubuntu`. */
function versionOf(reference: string): SemVer | undefined {
  const [, version] = /:v?(\d+(?:\.\d+)+)(?![^@]*\/)/.exec(reference) ?? [];
  return coerce(version) ?? undefined;
}
