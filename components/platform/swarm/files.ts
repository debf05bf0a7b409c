import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { basename } from "node:path/posix";
import { contentHash, keyedHash } from "../../render/content-hash";
import type { StackContext } from "../stack-context";

/** What a service names to find a file of the Swarm's at a path. */
export interface SwarmFile {
  readonly path: string;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}

/** Files as the Swarm hands them to each task, from its own store. */
export interface SwarmFiles {
  readonly configs: readonly SwarmFile[];
  readonly secrets: readonly SwarmFile[];
}

export const NO_SWARM_FILES: SwarmFiles = { configs: [], secrets: [] };

export interface SwarmFilesArgs {
  readonly context: Pick<StackContext, "namePrefix">;
  readonly secretNamesKey: pulumi.Output<string>;
  readonly purpose: string;
  readonly files: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whether they are kept as secrets: encrypted, and in memory only where a task reads them. */
  readonly secret: boolean;
  readonly after: readonly pulumi.Resource[];
}

/** Docker allows no longer name. */
const LONGEST_NAME = 64;

/**
 * Files as configs or secrets of the Swarm, named after their content: it cannot change one, so another content is
 * another one, which a service takes up by a rolling update and gives back by a rollback.
 */
export function swarmFiles(
  name: string,
  { context, secretNamesKey, purpose, files, secret, after }: SwarmFilesArgs,
  parent: pulumi.Resource,
): SwarmFiles {
  const made = Object.entries(files).map(([path, content]) => {
    const hash = secret
      ? pulumi.all([content, secretNamesKey]).apply(([text, key]) => keyedHash(path, text, key))
      : pulumi.output(content).apply((text) => contentHash({ [path]: text }));
    const called = hash.apply((end) => nameOf(context, purpose, end));
    const data = pulumi.output(content).apply((text) => Buffer.from(text).toString("base64"));
    const args = { name: pulumi.unsecret(called), data };
    // By default the provider deletes the old one first, which a service still has.
    const opts = { parent, dependsOn: [...after], deleteBeforeReplace: false };
    const resource = secret
      ? new docker.Secret(`${name}-${basename(path)}`, args, opts)
      : new docker.ServiceConfig(`${name}-${versioned(path, content)}`, args, opts);
    return { path, id: resource.id, name: resource.name };
  });
  return secret ? { configs: [], secrets: made } : { configs: made, secrets: [] };
}

/**
 * With the content in the resource's name, one that is no longer asked for goes at the end of an update that has come to
 * its end; one that was rolled back keeps it. What a secret says is not always known before.
 */
function versioned(path: string, content: pulumi.Input<string>): string {
  return typeof content === "string"
    ? `${basename(path)}-${contentHash({ [path]: content })}`
    : basename(path);
}

function nameOf(
  { namePrefix }: Pick<StackContext, "namePrefix">,
  purpose: string,
  hash: string,
): string {
  const end = `-${hash}`;
  return `${namePrefix}-${purpose}`.slice(0, LONGEST_NAME - end.length) + end;
}
