import { intersects } from "semver";

const NUMBER = String.raw`(?:0|[1-9]\d{0,8})`;
const TAG = new RegExp(`:v?(?<version>${NUMBER}(?:\\.${NUMBER}){0,2})(?:-[a-z][\\w.-]*)?$`);

/**
 * Version in the tag of an image: `2.9.0`, `2.9` or `2`. Undefined for a digest alone and for tags without a version.
 */
export function taggedVersion(reference: string): string | undefined {
  const [withoutDigest = ""] = reference.split("@");
  return TAG.exec(withoutDigest)?.groups?.["version"];
}

/** Version in the tag of an image, or the whole reference if the tag contains none. */
export function pinnedVersion(reference: string): string {
  return taggedVersion(reference) ?? reference;
}

/** Whether a version, which may be incomplete, is within a semver range. */
export function mayBeWithin(version: string, range: string): boolean {
  return intersects(version, range);
}
