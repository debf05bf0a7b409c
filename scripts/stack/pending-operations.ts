import { STACK_LABEL } from "../../components/settings/labels";

interface Resource {
  readonly type: string;
  readonly id?: string;
  readonly inputs?: {
    readonly name?: unknown;
    readonly labels?: unknown;
  };
}

interface Deployment {
  readonly deployment?: {
    readonly resources?: readonly Resource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: Resource }[];
  };
}

const CONTAINER = "docker:index/container:Container";
const NETWORK = "docker:index/network:Network";

/** What a stack's state knows of the engine, and what a command was making when it was killed. */
export interface Unfinished {
  /** How many things were begun, and may be there or not. */
  readonly begun: number;
  /** Names of the networks among them. */
  readonly networks: readonly string[];
  /** Ids of the containers that were being removed, and which may still be at their end. */
  readonly ending: readonly string[];
  /** Ids of the containers and networks that the state knows. */
  readonly known: ReadonlySet<string>;
  /** Name of the stack's network, and label of its containers; several while a name prefix changes. */
  readonly namePrefixes: readonly string[];
}

/** Out of the state as `pulumi stack export` tells it. */
export function pendingOperations(exported: string): Unfinished {
  const { resources = [], pending_operations = [] } =
    (JSON.parse(exported) as Deployment).deployment ?? {};
  const begun = pending_operations
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => resource);
  return {
    begun: begun.length,
    networks: begun.flatMap(networkName),
    ending: pending_operations
      .filter(({ type, resource }) => type === "deleting" && resource.type === CONTAINER)
      .flatMap(({ resource: { id } }) => (id === undefined ? [] : [id])),
    known: new Set(
      resources
        .filter(({ type }) => type === CONTAINER || type === NETWORK)
        .map(({ id }) => id ?? ""),
    ),
    namePrefixes: [
      ...new Set(
        [...resources, ...begun].flatMap((resource) => [
          ...networkName(resource),
          ...stackLabels(resource),
        ]),
      ),
    ],
  };
}

function networkName({ type, inputs }: Resource): string[] {
  return type === NETWORK && typeof inputs?.name === "string" ? [inputs.name] : [];
}

function stackLabels({ type, inputs }: Resource): string[] {
  if (type !== CONTAINER || !Array.isArray(inputs?.labels)) return [];
  return (inputs.labels as { label?: unknown; value?: unknown }[])
    .filter(({ label, value }) => label === STACK_LABEL && typeof value === "string")
    .map(({ value }) => value as string);
}
