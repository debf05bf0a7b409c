import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { basename } from "node:path/posix";
import { contentHash, keyedHash } from "../../render/content-hash";
import type { PlacedFilesArgs, StackContext, SwarmFiles } from "../types";

/** Docker allows no longer name. */
const LONGEST_NAME = 64;

/**
 * Files as configs or secrets of the Swarm, named after their content: it cannot change one, so another content is
 * another one, which a service takes up by a rolling update and gives back by a rollback.
 */
export function swarmFiles(
  name: string,
  { context, purpose, files, onlyFor, after = [] }: PlacedFilesArgs,
  secretNamesKey: pulumi.Output<string>,
  parent: pulumi.Resource,
): SwarmFiles {
  // Kept as secrets: encrypted, and in memory only where a task reads them.
  const secret = onlyFor !== undefined;
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
