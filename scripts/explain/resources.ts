import type { Preview, ResourceState, Step } from "./preview";
import { SWARM_CONFIG, SWARM_FILES, SWARM_SECRET, SWARM_SERVICE } from "./swarm-types";

/** What a resource is for: by it, a change of it is understood. */
export type Role =
  /** The container in which a service runs, or what it is on a Swarm. */
  | "service"
  /** The never-started container that writes a service's files, or one of them as a Swarm has it. */
  | "files"
  /** A volume that is filled anew whenever it is needed. */
  | "derived volume"
  /** A volume whose content exists nowhere else. */
  | "data"
  /** A volume with what an agent on another host has not sent yet: it goes with that agent. */
  | "queue"
  /** Stands for something that was checked or confirmed; on the host there is nothing of it. */
  | "proof"
  | "other";

/** Where a resource stands in the program. */
export interface Place {
  /**
   * The component right under the pipeline, such as `loki`, or under one of its remote hosts, such as `agent on web-1`;
   * undefined for what all services share.
   */
  readonly service: string | undefined;
  /** The remote host that it is on. */
  readonly host?: string;
  readonly role: Role;
}

const KINDS: Readonly<Record<string, string>> = {
  "docker:index/container:Container": "container",
  "docker:index/volume:Volume": "volume",
  "docker:index/network:Network": "network",
  "docker:index/remoteImage:RemoteImage": "image",
  [SWARM_SERVICE]: "service",
  [SWARM_CONFIG]: "config",
  [SWARM_SECRET]: "secret",
  "random:index/randomId:RandomId": "confirmation",
  "random:index/randomPassword:RandomPassword": "password",
};

/** Components that are part of every service's surroundings and no service themselves. */
const SHARED = ["observability:index:Probe", "observability:index:ExtensionsVolume"];

/** Components whose volumes hold nothing that is not put there again. */
const FILLED_ANEW = [
  ...SHARED,
  "observability:index:ConfigFiles",
  "observability:index:SocketProxy",
];

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The words between the stack's name and the resource's: the types of its parents, the outermost first, and its own. */
export function typesOf(urn: string): readonly string[] {
  return (urn.split("::")[2] ?? "").split("$");
}

export function stackOf(urn: string): string {
  return (urn.split("::")[0] ?? "").replace("urn:pulumi:", "");
}

/** In the reader's words where there is one, else Pulumi's own type. */
export function kindOf(urn: string): string {
  const type = typesOf(urn).at(-1) ?? "";
  return KINDS[type] ?? (type.startsWith("pulumi:providers:") ? "provider" : type);
}

/** How the resource is called on the engine. */
export function dockerName(state: ResourceState | null | undefined): string | undefined {
  const name = state?.inputs?.["name"];
  return typeof name === "string" ? name : undefined;
}

/** Finds out where resources stand, by the parents that the steps tell of. */
export function places({ steps }: Preview): (urn: string) => Place {
  const parents = new Map<string, string>();
  for (const { urn, oldState, newState } of steps) {
    const parent = newState?.parent ?? oldState?.parent;
    if (parent !== undefined) parents.set(urn, parent);
  }
  return (urn) => {
    const { host } = onHost(nameOf(urn));
    return {
      service: serviceOf(urn, parents),
      ...(host === undefined ? {} : { host }),
      role: roleOf(urn),
    };
  };
}

const HOST = "observability:index:RemoteHost";

/** The parts of the name of a resource that is on a remote host, or is that host. */
function onHost(name: string): { host?: string; rest: string } {
  const [, host, rest] = /^host\/([^/]+)(?:\/(.*))?$/.exec(name) ?? [];
  return host === undefined ? { rest: name } : { host, rest: rest ?? "" };
}

function serviceOf(urn: string, parents: ReadonlyMap<string, string>): string | undefined {
  const types = typesOf(urn);
  const pipeline = types.findIndex((type) => type.endsWith(":ObservabilityPipeline"));
  const depth = pipeline + (types[pipeline + 1] === HOST ? 2 : 1);
  const component = types[depth];
  if (pipeline === -1 || component === undefined) return undefined;
  if (!component.startsWith("observability:") || SHARED.includes(component)) return undefined;
  let at: string | undefined = urn;
  while (at !== undefined && typesOf(at).length > depth + 1) at = parents.get(at);
  const { host, rest } = onHost(nameOf(at ?? urn));
  // Where a parent is not told of: a child's name begins with its parent's.
  const service = at === undefined ? (rest.split("-")[0] ?? "") : rest;
  return host === undefined ? service : `${service} on ${host}`;
}

function roleOf(urn: string): Role {
  const [parent, type] = typesOf(urn).slice(-2);
  if (type === "docker:index/container:Container" || type === SWARM_SERVICE) {
    if (parent === "observability:index:Service") return "service";
    if (parent === "observability:index:ConfigFiles") return "files";
  }
  if (SWARM_FILES.includes(type ?? "")) return "files";
  if (type === "docker:index/volume:Volume") {
    if (FILLED_ANEW.includes(parent ?? "")) return "derived volume";
    return typesOf(urn).includes(HOST) ? "queue" : "data";
  }
  if (type === "random:index/randomId:RandomId") return "proof";
  return "other";
}

/** The resources as they were recorded before this preview looked at the host. */
export function recordedStates({ steps }: Preview): ReadonlyMap<string, ResourceState> {
  const recorded = new Map<string, ResourceState>();
  for (const { op, urn, oldState } of steps) {
    // What awaits its deletion has the URN of what took its place.
    if (op === "refresh" && oldState && oldState.delete !== true) recorded.set(urn, oldState);
  }
  return recorded;
}

const PARTS_OF_A_REPLACEMENT = ["create-replacement", "delete-replaced", "discard-replaced"];

/** What an update before this one replaced, and did not come to delete. Pulumi leaves it out of its counts. */
export function pendingDeletes({ steps }: Preview): Step[] {
  const replaced = new Map(
    steps.filter(({ op }) => op === "replace").map(({ urn, oldState }) => [urn, oldState?.id]),
  );
  return steps
    .filter(({ op, oldState }) => op === "delete-replaced" && oldState?.delete === true)
    .filter(({ urn, oldState }) => !replaced.has(urn) || replaced.get(urn) !== oldState?.id);
}

/** The steps that do something: one for each resource, without the look at the host and pending deletes. */
export function changingSteps(preview: Preview): Step[] {
  const { steps } = preview;
  const pending = pendingDeletes(preview);
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  return steps.filter((step) => {
    const { op, urn, oldState, newState } = step;
    if (op === "refresh" || pending.includes(step)) return false;
    if (PARTS_OF_A_REPLACEMENT.includes(op) && replaced.has(urn)) return false;
    if (op !== "same") return true;
    return (oldState?.protect ?? false) !== (newState?.protect ?? false);
  });
}

/** The names of all volumes that hold nothing to be kept, touched or not. */
export function derivedVolumeNames({ steps }: Preview): ReadonlySet<string> {
  const all = steps.filter(({ urn }) => ["derived volume", "queue"].includes(roleOf(urn)));
  return new Set(
    all.flatMap(({ oldState, newState }) =>
      [dockerName(oldState) ?? [], dockerName(newState) ?? []].flat(),
    ),
  );
}
