import { coerce, valid } from "semver";
import { byName } from "../../components/services";
import { taggedVersion } from "../../components/settings/image-version";
import { serviceOf } from "./consequences";

const RELEASES: Readonly<Record<string, string>> = byName("releases");
const ONE_WAY: Readonly<Record<string, string>> = byName("oneWay");

/** Which version takes the place of which, with its release notes; empty where the tags name none, or the same. */
export function versionChange(service: string, before: unknown, after: unknown): string {
  const name = serviceOf(service);
  const [from, to] = [before, after].map((image) =>
    typeof image === "string" ? taggedVersion(image) : undefined,
  );
  if (from === undefined || to === undefined || from === to) return "";
  // A part of a version has no release of its own.
  const notes = valid(to) === null ? undefined : RELEASES[name]?.replace("{version}", to);
  const link = notes === undefined ? "" : ` ([release notes](${notes}))`;
  const isNewMajor = (coerce(to)?.major ?? 0) > (coerce(from)?.major ?? 0);
  const warning = isNewMajor && ONE_WAY[name] !== undefined ? `. ${ONE_WAY[name]}` : "";
  return `${from} → ${to}${link}${warning}`;
}
