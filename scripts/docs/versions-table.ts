import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "semver";
import { manifests } from "../../components/services";
import { taggedVersion } from "../../components/settings/image-version";
import { schema, type SettingName } from "../../components/settings/schema";
import { VERSION } from "../../components/settings/version";
import { root } from "../stack/attach";

interface Release {
  readonly resources: Readonly<
    Record<string, { inputProperties: Readonly<Record<string, { description?: string }>> }>
  >;
}

/** The releases of this project, the oldest first, with the schema of each. */
const releases = readReleases(join(root, "schema"));

/** Each image: since which release of this project it is pinned, which versions take its configuration, and its release notes. */
export function versionsTable(): string {
  const settings = new Set<SettingName>([...manifests.map(({ image }) => image), "busyboxImage"]);
  return [
    "| image | pinned since | supported | release notes |",
    "| --- | --- | --- | --- |",
    ...[...settings].map(row),
  ].join("\n");
}

function row(setting: SettingName): string {
  const image = schema[setting].default as string;
  const version = taggedVersion(image) ?? "";
  const services = manifests.filter((manifest) => manifest.image === setting);
  const [supported] = services.flatMap((manifest) =>
    "supported" in manifest ? [`\`${manifest.supported}\``] : [],
  );
  const [notes] = services.map(
    ({ releases: notes }) => `[${version}](${notes.replace("{version}", version)})`,
  );
  return `| \`${image}\` | ${since(setting, image)} | ${supported ?? "any"} | ${notes ?? ""} |`;
}

/** The first release whose schema has this default. */
function since(setting: string, image: string): string {
  const first = releases.find(({ schema: released }) => defaultIn(released, setting) === image);
  if (first === undefined) return `after ${VERSION}`;
  return first === releases[0] ? `${first.version} or earlier` : first.version;
}

function defaultIn({ resources }: Release, setting: string): string | undefined {
  const properties = Object.values(resources).map(({ inputProperties }) => inputProperties);
  const description = properties.find((each) => setting in each)?.[setting]?.description ?? "";
  return /Default: `([^`]+)`/.exec(description)?.[1];
}

function readReleases(folder: string) {
  return readdirSync(folder)
    .map((file) => ({
      version: file.replace(/\.json$/, ""),
      schema: JSON.parse(readFileSync(join(folder, file), "utf8")) as Release,
    }))
    .sort((a, b) => compare(a.version, b.version));
}
