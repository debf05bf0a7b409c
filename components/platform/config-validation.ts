import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { contentHash, type Files } from "../render/content-hash";
import type { ContainerFile } from "../engine/containers";
import { beforeCreate, known } from "./hooks";
import { sanitizedOutput } from "./sanitized-output";
import type { SecretFile, StackContext } from "./types";
import { runConfigCheck, type ConfigCheckRun } from "../engine/config-check";

/** How a service's own program reads files without running on them. It ends with 0 where it would take them. */
export interface ConfigCheck {
  /** The image with that program. */
  readonly image: string;
  /** Left out, the image's own, as the service has it. */
  readonly entrypoint?: readonly string[];
  readonly command: readonly string[];
  /** Additional files that it looks for. */
  readonly files?: Readonly<Record<string, SecretFile | string>>;
  /** Directories that it expects to be there. */
  readonly directories?: readonly string[];
  /** What other projects have put beside the files; it is read as it is then. */
  readonly others?: { readonly volumeName: pulumi.Input<string>; readonly containerPath: string };
}

export interface ValidationArgs {
  readonly context: Pick<StackContext, "namePrefix" | "client" | "images">;
  readonly purpose: string;
  readonly files: Files;
  readonly check: ConfigCheck;
}

/**
 * The resource that stands for "the program of this image takes these files". It comes before whatever writes them: a
 * configuration that is refused reaches no volume, and the update ends with what the program said. Made anew, and so
 * checked again, with other files or another image.
 */
export function validated(
  name: string,
  args: ValidationArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { context, files, check } = args;
  // Asked for only when all that it reads is known: a check that waits for a secret would keep the secret from being made,
  // where as many checks wait as Pulumi makes resources at a time.
  const read = [check.others?.volumeName, ...Object.values(check.files ?? {}).map(contentOf)];
  const whenKnown = pulumi.unsecret(pulumi.all(read)).apply(() => contentHash(files));
  return new random.RandomId(
    name,
    { byteLength: 4, keepers: { files: whenKnown, image: check.image } },
    {
      ...opts,
      dependsOn: context.images.get(check.image),
      ...beforeCreate(() => validate(args)),
    },
  );
}

/** @throws Error with the program's own words where it refuses the files. */
export async function validate({ context, purpose, files, check }: ValidationArgs): Promise<void> {
  const { image, entrypoint, command, directories = [], others } = check;
  const further = await additionalFiles(check);
  const run: ConfigCheckRun = {
    namePrefix: context.namePrefix,
    purpose,
    image,
    entrypoint,
    command,
    files: { ...plainFiles(files), ...further },
    directories,
    volumes: {},
  };
  const volume = others === undefined ? "" : await known(others.volumeName);
  const besides =
    others === undefined ? run : { ...run, volumes: { [volume]: others.containerPath } };
  const { status, printed } = await runConfigCheck(context.client, besides);
  if (status === 0) return;
  // What is refused only together with others' files is not for this project alone to mend.
  const alone = others === undefined ? undefined : await runConfigCheck(context.client, run);
  const byOthers = alone?.status === 0;
  const secrets = Object.values(further).flatMap(({ content, onlyFor }) =>
    onlyFor === undefined ? [] : [String(content)],
  );
  throw new Error(
    [
      byOthers
        ? `${image} would not take ${names(files)} together with what other projects have put into the volume ${volume}:`
        : `${image} rejects ${names(files)}:`,
      sanitizedOutput(byOthers || alone === undefined ? printed : alone.printed, secrets),
      "No file was put in place. The running services keep their configuration.",
      byOthers
        ? "Each of them was checked alone and is fine, unless a file in that volume is named above. Change what collides, or have that project take its part back; then run the update again."
        : "Change the setting that stands behind it, then run the update again.",
    ].join("\n"),
  );
}

function contentOf(file: SecretFile | string): pulumi.Input<string> {
  return typeof file === "string" ? file : file.content;
}

function plainFiles(files: Files): Record<string, ContainerFile> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content }]));
}

async function additionalFiles({
  files = {},
}: ConfigCheck): Promise<Record<string, ContainerFile>> {
  const read = Object.entries(files).map(async ([path, file]) =>
    typeof file === "string"
      ? ([path, { content: file }] as const)
      : ([path, { content: await known(file.content), onlyFor: file.onlyFor }] as const),
  );
  return Object.fromEntries(await Promise.all(read));
}

function names(files: Files): string {
  return Object.keys(files).join(", ");
}
