import type { EngineClient } from "../engine/client";
import type { Problem } from "../problem";

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

/** Tasks of which each has a volume of its node's. */
interface Placed {
  /** Constraints in Docker's words; a node has to meet all of them. */
  readonly placement: readonly string[];
  /** How many of them there are, no two on one node. */
  readonly tasks: number;
  /** The setting with the constraints. */
  readonly setting: string;
  /** What it is that has to be placed. */
  readonly what: string;
  /** The setting that says how many there are, where one does. */
  readonly counted?: string;
}

/** What the services of a stack ask of the nodes of their Swarm, but those that run on each. */
export interface PlacementRequirements {
  readonly placed: readonly Placed[];
  /** Whether what has data may come to run where it has none. */
  readonly mayMove: boolean;
  /** Whether a manager has to take a task. */
  readonly onManager: boolean;
}

/** Ids of those that take tasks. */
export async function openNodes(client: EngineClient): Promise<string[]> {
  return (await listNodes(client)).filter(isOpen).map(({ ID }) => ID);
}

/** Why services would wait for ever for a node to run on, or would leave their data behind on one. */
export async function placementProblems(
  client: EngineClient,
  { placed, mayMove, onManager }: PlacementRequirements,
): Promise<Problem[]> {
  const nodes = await listNodes(client);
  const problems: Problem[] = placed.flatMap((each) => [
    ...tooFew(nodes, each),
    ...(mayMove ? [] : tooMany(nodes, each)),
  ]);
  const managers = nodes.filter(({ Spec }) => Spec.Role === "manager");
  if (onManager && !managers.some(isOpen)) {
    problems.push({
      setting: "swarm",
      message: `Prometheus learns its targets from a task on a manager, and none of the ${managers.length} takes tasks.`,
      fix: `Open one with: docker node update --availability active ${nameOf(managers[0])}`,
    });
  }
  return problems;
}

function tooFew(
  nodes: readonly SwarmNode[],
  { placement, tasks, setting, what, counted }: Placed,
): Problem[] {
  const open = nodes.filter(isOpen);
  const fit = open.filter((node) => meetsAll(node, placement));
  if (fit.length >= tasks) return [];
  return [
    {
      setting,
      message: `${what} need ${count(tasks)} that take tasks${met(placement)}; of the Swarm's nodes that take tasks, ${fit.length} of ${open.length} can have them.`,
      fix: `Give a node the label (docker node update --label-add <label>=<value> <node>), open it (docker node update --availability active <node>), or change ${setting}${counted === undefined || fit.length === 0 ? "" : ` or ${counted}`}.${forgetting(nodes)}`,
    },
  ];
}

/** Also those that take none now: they may again, at the time of some update. */
function tooMany(
  nodes: readonly SwarmNode[],
  { placement, tasks, setting, what, counted }: Placed,
): Problem[] {
  const fit = nodes.filter((node) => meetsAll(node, placement) && !isFormer(node, nodes));
  if (fit.length <= tasks) return [];
  const names = fit.map((node) => `${nameOf(node)}${isDown(node) ? " (down)" : ""}`).join(", ");
  return [
    {
      setting,
      message: `${what} need ${count(tasks)}, and ${fit.length} are allowed: ${names}. Data stays on the node that runs the task (see docker service ps). Any update can move the task to another node, where it starts without data.`,
      fix: `Allow ${tasks}, such as by a label (docker node update --label-add observability=true <node>)${counted === undefined ? "" : `, set ${counted} to ${fit.length}`}, or set backendMayMove to true.${forgetting(fit)}`,
    },
  ];
}

/** What the Swarm still knows of a machine that has joined it again since. */
function isFormer(node: SwarmNode, nodes: readonly SwarmNode[]): boolean {
  return isDown(node) && nodes.some((other) => !isDown(other) && nameOf(other) === nameOf(node));
}

/** A Swarm never forgets a node by itself. */
function forgetting(nodes: readonly SwarmNode[]): string {
  const [down] = nodes.filter(isDown);
  return down === undefined
    ? ""
    : ` A node that is gone for good is removed with: docker node rm ${down.ID}`;
}

function met(placement: readonly string[]): string {
  return placement.length === 0 ? "" : ` and meet ${JSON.stringify(placement)}`;
}

function count(nodes: number): string {
  return nodes === 1 ? "one node" : `${nodes} nodes`;
}

function nameOf(node: SwarmNode | undefined): string {
  return node?.Description?.Hostname ?? node?.ID ?? "<node>";
}

/** Sorted by name: the engine lists nodes in no fixed order, and messages name them. */
async function listNodes(client: EngineClient): Promise<SwarmNode[]> {
  const nodes = await client.get<SwarmNode[]>("/nodes");
  return nodes.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

function isDown({ Status }: SwarmNode): boolean {
  return Status.State === "down";
}

function isOpen({ Spec, Status }: SwarmNode): boolean {
  return Spec.Availability === "active" && Status.State === "ready";
}

function meetsAll(node: SwarmNode, placement: readonly string[]): boolean {
  return placement.every((each) => meets(node, each));
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
