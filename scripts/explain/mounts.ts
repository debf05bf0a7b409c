import type { Change } from "./changes";
import type { ResourceState } from "./preview";
import { typesOf } from "./resources";

/** What a preview has for a value that only the update will know. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Mount {
  readonly containerPath?: string;
  readonly volumeName?: string;
  readonly readOnly?: boolean;
}

/** The volumes, before and after, in which a service's container keeps its data at one path. */
export interface DataMount {
  readonly before: string | undefined;
  /** Also undefined where it cannot be told. */
  readonly after: string | undefined;
}

/** The container in which a service runs, and not one that an earlier update left to be removed. */
export function serviceContainer(own: readonly Change[]): Change | undefined {
  return own.find(({ role, leftover }) => role === "service" && !leftover);
}

/**
 * Read out of the container, because an adopted data volume is no resource. Only what a service writes to is data: its
 * files, the probe and extensions are mounted to be read.
 */
export function dataMounts(own: readonly Change[], derived: ReadonlySet<string>): DataMount[] {
  const container = serviceContainer(own);
  const [old, next] = [data(container?.old, derived), data(container?.next, derived)];
  return [...new Set([...old.keys(), ...next.keys()])].map((path) => {
    const after = next.get(path);
    return { before: old.get(path), after: after === UNKNOWN ? handedOver(own) : after };
  });
}

function data(
  state: ResourceState | undefined,
  derived: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  return new Map(
    mounts(state)
      .filter(({ readOnly }) => readOnly !== true)
      .flatMap(({ containerPath = "", volumeName = UNKNOWN }): [string, string][] =>
        derived.has(volumeName) ? [] : [[containerPath, volumeName]],
      ),
  );
}

/** A volume's name is known to the service only when its owner is set; the container that does that names it before. */
function handedOver(own: readonly Change[]): string | undefined {
  const owner = own.find(
    ({ urn, kind, leftover }) =>
      kind === "container" && !leftover && typesOf(urn).at(-2) === "observability:index:DataVolume",
  );
  const volume = own.find(({ role, leftover }) => role === "data" && !leftover);
  const name = mounts(owner?.next)[0]?.volumeName ?? volume?.after;
  return name === UNKNOWN ? undefined : name;
}

function mounts(state: ResourceState | undefined): readonly Mount[] {
  const volumes = state?.inputs?.["volumes"];
  return Array.isArray(volumes) ? (volumes as Mount[]) : [];
}
