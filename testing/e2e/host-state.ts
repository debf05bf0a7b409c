import type { Explanation } from "../../scripts/explain/explanation";
import { docker } from "./engine";

/** A stack's objects on the host. Maps each name to a value that changes if the object is recreated. */
export interface HostState {
  readonly containers: ReadonlyMap<string, { id: string; started: string; memory: number }>;
  readonly volumes: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
}

export function hostState(prefixes: readonly string[]): HostState {
  const ours = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  const names = (...words: string[]) =>
    docker(...words)
      .split("\n")
      .filter(ours);
  const rows = (kind: string, format: string, all: readonly string[]) =>
    all.length === 0
      ? []
      : docker(kind, "inspect", "--format", format, ...all)
          .split("\n")
          .map((row) => row.split(" "));
  return {
    containers: new Map(
      rows(
        "container",
        "{{.Name}} {{.Id}} {{.State.StartedAt}} {{.HostConfig.Memory}}",
        names("ps", "-a", "--format", "{{.Names}}"),
      ).map(([name = "", id = "", started = "", memory]) => [
        name.slice(1),
        { id, started, memory: Number(memory) },
      ]),
    ),
    volumes: new Map(
      rows(
        "volume",
        "{{.Name}} {{.CreatedAt}}",
        names("volume", "ls", "--format", "{{.Name}}"),
      ).map(([name = "", created = ""]) => [name, created]),
    ),
    networks: new Map(
      rows("network", "{{.Name}} {{.Id}}", names("network", "ls", "--format", "{{.Name}}")).map(
        ([name = "", id = ""]) => [name, id],
      ),
    ),
  };
}

type Fates = Record<string, string>;

/** Returns the change of each object, by `<kind> <name>`. */
export function whatHappened(before: HostState, after: HostState): Fates {
  const compare = <Item>(
    kind: string,
    old: ReadonlyMap<string, Item>,
    next: ReadonlyMap<string, Item>,
    fate: (was: Item, is: Item) => string,
  ) =>
    [...new Set([...old.keys(), ...next.keys()])].map((name) => {
      const [was, is] = [old.get(name), next.get(name)];
      if (was === undefined) return [`${kind} ${name}`, "made"];
      return [`${kind} ${name}`, is === undefined ? "removed" : fate(was, is)];
    });
  const same = (was: string, is: string) => (was === is ? "kept" : "replaced");
  return Object.fromEntries([
    ...compare("container", before.containers, after.containers, (was, is) => {
      if (was.id !== is.id) return "replaced";
      if (was.started !== is.started) return "started again";
      return was.memory === is.memory ? "kept" : "changed in place";
    }),
    ...compare("volume", before.volumes, after.volumes, same),
    ...compare("network", before.networks, after.networks, same),
  ]) as Fates;
}

/** Returns the change that `explain` predicted for each existing and each new object. */
export function whatWasSaid({ changes, services, data }: Explanation, before: HostState): Fates {
  const fates: Fates = {};
  for (const [kind, things] of [
    ["container", before.containers],
    ["volume", before.volumes],
    ["network", before.networks],
  ] as const) {
    for (const name of things.keys()) fates[`${kind} ${name}`] = "kept";
  }
  const left = data.filter(({ fate }) => fate === "left behind").map(({ volume }) => volume);
  const restarted = services
    .filter(({ effect }) => effect === "restarted")
    .map(({ container }) => container);
  for (const { kind, op, before: old, after } of changes) {
    if (!["container", "volume", "network"].includes(kind)) continue;
    const set = (name: string | undefined, fate: string) => {
      if (name !== undefined) fates[`${kind} ${name}`] = fate;
    };
    if (op === "delete" || (op === "replace" && old !== after)) {
      set(old, left.includes(old ?? "") ? "kept" : "removed");
    }
    if (op === "replace") set(after, old === after ? "replaced" : "made");
    if (op === "create") set(after, "made");
    if (op === "update")
      set(after, restarted.includes(after) ? "started again" : "changed in place");
  }
  return fates;
}
