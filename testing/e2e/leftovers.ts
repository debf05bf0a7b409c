import { docker } from "./engine";

/** Kinds of objects, in the order in which they can be removed. */
export const KINDS = ["container", "network", "volume"] as const;
type Kind = (typeof KINDS)[number];

interface Left {
  readonly kind: Kind;
  readonly name: string;
}

/** Describes the objects of a test stack on the engine, each with its creation time. */
export function leftovers(stack: string): string[] {
  return leftBy(stack).map(described);
}

function described({ kind, name }: Left): string {
  const time = kind === "volume" ? "{{.CreatedAt}}" : "{{.Created}}";
  return `${kind} ${name} of ${docker(kind, "inspect", name, "--format", time)}`;
}

/** Removes a stack's objects that an aborted run left, and all containers on its networks. Describes the objects. */
export function removeLeftovers(stack: string): string[] {
  const left = leftBy(stack);
  const before = left.map(described);
  for (const { kind, name } of left) {
    if (kind === "network") {
      for (const container of attachedTo(name)) docker("rm", "-f", "-v", container);
    }
    docker(kind, "rm", ...(kind === "container" ? ["-f", "-v"] : []), name);
  }
  return before;
}

/** Returns the names of the running containers on a network. */
export function attachedTo(network: string): string[] {
  const format = "{{range .Containers}}{{.Name}} {{end}}";
  return docker("network", "inspect", network, "--format", format).split(" ").filter(Boolean);
}

function leftBy(stack: string): Left[] {
  const prefix = `observability-${stack}`;
  return KINDS.flatMap((kind) =>
    namesOf(kind)
      .filter((name) => name === prefix || name.startsWith(`${prefix}-`))
      .map((name) => ({ kind, name })),
  );
}

/** Returns the names of all objects of a kind on the engine, including stopped containers. */
export function namesOf(kind: Kind): string[] {
  const [all, field] = kind === "container" ? [["-a"], "{{.Names}}"] : [[], "{{.Name}}"];
  return docker(kind, "ls", ...all, "--format", field)
    .split("\n")
    .filter(Boolean);
}
