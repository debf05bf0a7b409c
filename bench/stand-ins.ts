import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { attach } from "../scripts/stack/attach";
import { docker } from "../testing/e2e/engine";

const DESCRIPTION = '{{index .Config.Labels "org.opencontainers.image.description"}}';
const NOT_OFFICIAL = /^Not the official image.*?In it: (.+?)\.?$/;
const ELF = "\x7fELF";

/** What stood in for a published part while it was measured, by that part: its figures are not those of the part. */
export function standIns(images: readonly string[]): Readonly<Record<string, string>> {
  return { ...imageStandIns(images), ...pluginStandIns() };
}

/** Images that say so of themselves. */
function imageStandIns(images: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    images.flatMap((image) => {
      const [, content] = NOT_OFFICIAL.exec(describes(image)) ?? [];
      return content === undefined ? [] : [[image, content]];
    }),
  );
}

function describes(image: string): string {
  try {
    return docker("image", "inspect", image, "--format", DESCRIPTION).trim();
  } catch {
    // One that no measure of this run needs is not here.
    return "";
  }
}

/** Pulumi's plugins are published as binaries. */
function pluginStandIns(): Record<string, string> {
  const plugins = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins");
  const resources = (existsSync(plugins) ? readdirSync(plugins) : [])
    .map((folder) => ({ folder, program: /^resource-(.+)-v[\d.]+$/.exec(folder)?.[1] }))
    .flatMap(({ folder, program }) =>
      program === undefined ? [] : [join(plugins, folder, `pulumi-resource-${program}`)],
    );
  const host = join(dirname(attach().pulumi.program), "pulumi-language-nodejs");
  return Object.fromEntries(
    [...resources, host]
      .filter((file) => existsSync(file) && !isBinary(file))
      .map((file) => [file.slice(file.lastIndexOf("/") + 1), "a script, not the published binary"]),
  );
}

function isBinary(file: string): boolean {
  const start = Buffer.alloc(ELF.length);
  const opened = openSync(file, "r");
  readSync(opened, start);
  closeSync(opened);
  return start.toString("latin1") === ELF;
}
