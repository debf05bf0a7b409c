import { coerce, lt } from "semver";
import { taggedVersion } from "../../components/settings/image-version";

/** Why data that one image wrote is not for another; undefined where it is. */
export function imageProblem(wrote: string, reads: string): string | undefined {
  if (wrote === reads) return undefined;
  const [before, now] = [coerce(taggedVersion(wrote)), coerce(taggedVersion(reads))];
  if (before === null || now === null) {
    return `was written by ${wrote}, and it is unknown whether ${reads} is as new`;
  }
  return lt(now, before) ? `was written by ${wrote}, and ${reads} is older` : undefined;
}
