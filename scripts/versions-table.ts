import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lt } from "semver";
import { manifests } from "../components/services";
import { taggedVersion } from "../components/settings/image-version";
import { schema, type SettingName } from "../components/settings/schema";
import { VERSION } from "../components/settings/version";

interface Release {
  readonly resources: Readonly<
    Record<string, { inputProperties: Readonly<Record<string, { description?: string }>> }>
  >;
}

const SCHEMAS = join(__dirname, "..", "schema");

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
    ({ releases }) => `[${version}](${releases.replace("{version}", version)})`,
  );
  return `| \`${image}\` | ${since(setting, image)} | ${supported ?? "any"} | ${notes ?? ""} |`;
}

/** The first release whose schema has this default; each release's is kept. */
function since(setting: string, image: string): string {
  const releases = readdirSync(SCHEMAS)
    .map((file) => file.replace(/\.json$/, ""))
    .sort((a, b) => (lt(a, b) ? -1 : 1));
  const first = releases.find((release) => defaultIn(release, setting) === image);
  return first === undefined
    ? `after ${VERSION}`
    : first === releases[0]
      ? `${first} or earlier`
      : first;
}

function defaultIn(release: string, setting: string): string | undefined {
  const text = readFileSync(join(SCHEMAS, `${release}.json`), "utf8");
  const [pipeline] = Object.values((JSON.parse(text) as Release).resources).filter(
    ({ inputProperties }) => setting in inputProperties,
  );
  const description = pipeline?.inputProperties[setting]?.description ?? "";
  return /Default: `([^`]+)`/.exec(description)?.[1];
}
