import { manifests } from "../../components/services";
import type { Effect, Effects } from "../../testing/effects";

const LIST = new Intl.ListFormat("en");

/** Impact of a change on the stack's containers, in words; empty if none is seen. */
export function effectInWords(effects: Effects): string {
  const names = Object.keys(effects);
  const containers = (effect: Effect) =>
    services(names.filter((name) => effects[name] === effect && name.endsWith("-container")));
  const [replaced, resized] = [containers("replaced"), containers("in place")];
  const [added, removed] = [containers("added"), containers("removed")];
  const updated = services(names.filter((name) => name.endsWith("-service-swarm")));
  const changed = new Set([...replaced, ...added, ...removed, ...updated]);
  const refilled = services(
    names.filter((name) => effects[name] === "replaced" && name.endsWith("-carrier")),
  ).filter((service) => !changed.has(service));

  const parts = [
    phrase("replaces", containersOf(replaced)),
    phrase("changes the memory limit of", named(resized), "in place, without a restart"),
    phrase("adds", containersOf(added)),
    phrase("removes", containersOf(removed)),
    phrase("updates the Swarm services of", named(updated)),
    phrase("gives new files to", named(refilled), "without a restart"),
    ...(effects["network"] === undefined ? [] : ["replaces the network"]),
    ...(names.some((name) => name.startsWith("host/")) ? ["adds the containers of the hosts"] : []),
  ].filter((part) => part !== "");
  return parts.join("; ");
}

/** The services that these resources belong to, in the order of the manifests. */
function services(resources: readonly string[]): string[] {
  return manifests
    .map(({ name }) => name as string)
    .filter((service) => resources.some((resource) => resource.startsWith(`${service}-`)));
}

function containersOf(names: readonly string[]): string {
  const noun = names.length === 1 ? "the container of" : "the containers of";
  return names.length === 0 ? "" : `${noun} ${named(names)}`;
}

function named(names: readonly string[]): string {
  return LIST.format(names.map((name) => `\`${name}\``));
}

function phrase(verb: string, object: string, adverb = ""): string {
  return object === "" ? "" : `${verb} ${object}${adverb === "" ? "" : ` ${adverb}`}`;
}
