import type { EngineClient } from "../engine-client";

/** A node as the engine's API tells of it, as far as it is asked for here. */
export interface SwarmNode {
  readonly ID: string;
  readonly Spec: {
    readonly Availability: string;
    readonly Role?: string;
    readonly Labels?: Readonly<Record<string, string>> | null;
  };
  readonly Description?: {
    readonly Hostname?: string;
    readonly Platform?: { readonly OS?: string; readonly Architecture?: string };
    readonly Engine?: { readonly Labels?: Readonly<Record<string, string>> | null };
  };
  readonly Status: { readonly State: string; readonly Addr?: string };
}

/** What the services of a stack ask of the nodes of their Swarm, but those that run on each. */
export interface PlacementDemands {
  /** Constraints in Docker's words; a node has to meet all of them. */
  readonly placement: readonly string[];
  /** How many gateways there are to be, no two on one node. */
  readonly gatewayReplicas: number;
}

/** Ids of those that take tasks. */
export async function openNodes(client: EngineClient): Promise<string[]> {
  return (await open(client)).map(({ ID }) => ID);
}

/** Why the services would wait for ever for a node to run on; undefined where each finds one. */
export async function tooFewNodes(
  client: EngineClient,
  { placement, gatewayReplicas }: PlacementDemands,
): Promise<string | undefined> {
  const nodes = await open(client);
  const allowed = nodes.filter((node) => placement.every((each) => meets(node, each))).length;
  const those = placement.length === 0 ? "" : ` and meet ${JSON.stringify(placement)}`;
  if (allowed === 0) {
    return `backendPlacement: no node of the Swarm takes tasks${those}; of ${nodes.length} that take tasks, one has to. Give it the label (docker node update --label-add <label>=<value> <node>), open it (docker node update --availability active <node>), or change backendPlacement.`;
  }
  if (allowed >= gatewayReplicas) return undefined;
  return `gatewayReplicas: ${gatewayReplicas} gateways need as many nodes that take tasks${those}, and the Swarm has ${allowed}. Add nodes, or set it to ${allowed} at most.`;
}

async function open(client: EngineClient): Promise<SwarmNode[]> {
  const nodes = await client.get<SwarmNode[]>("/nodes");
  return nodes.filter(
    ({ Spec, Status }) => Spec.Availability === "active" && Status.State === "ready",
  );
}

/** As the Swarm's own scheduler decides: without regard to case, and what a node does not have is empty. */
function meets(node: SwarmNode, constraint: string): boolean {
  const [, key = "", operator, wanted = ""] = /^(\S+?) ?([=!]=) ?(\S+)$/.exec(constraint) ?? [];
  const value = valueOf(node, key);
  if (value === undefined) return false;
  return (value.toLowerCase() === wanted.toLowerCase()) === (operator === "==");
}

/** Undefined where no node has such a thing. */
function valueOf({ ID, Spec, Description, Status }: SwarmNode, key: string): string | undefined {
  const label = /^(node|engine)\.labels\.(.+)$/i.exec(key);
  if (label !== null) {
    const labels = label[1]?.toLowerCase() === "node" ? Spec.Labels : Description?.Engine?.Labels;
    return labels?.[label[2] ?? ""] ?? "";
  }
  const known = new Map([
    ["node.id", ID],
    ["node.hostname", Description?.Hostname],
    ["node.ip", Status.Addr],
    ["node.role", Spec.Role],
    ["node.platform.os", Description?.Platform?.OS],
    ["node.platform.arch", Description?.Platform?.Architecture],
  ]);
  return known.has(key.toLowerCase()) ? (known.get(key.toLowerCase()) ?? "") : undefined;
}
