import { intersects } from "semver";

const NUMBER = String.raw`(?:0|[1-9]\d{0,8})`;
const TAG = new RegExp(`:v?(?<version>${NUMBER}(?:\\.${NUMBER}){0,2})(?:-[a-z][\\w.-]*)?$`);

/** The version in an image's tag, as far as the tag has it: `2.9.0`, `2.9` or `2`. Undefined for a digest alone, or another kind of tag. */
export function taggedVersion(reference: string): string | undefined {
  const [withoutDigest = ""] = reference.split("@");
  return TAG.exec(withoutDigest)?.groups?.["version"];
}

/** The version that an image is pinned to: its tag's, or the whole reference if the tag has none. */
export function pinnedVersion(reference: string): string {
  return taggedVersion(reference) ?? reference;
}

/** Whether such a version, which may be a part of one, is within a range of semver. */
export function mayBeWithin(version: string, range: string): boolean {
  return intersects(version, range);
}
