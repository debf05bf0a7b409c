import { docker } from "./engine";

/** In the order in which they can be removed. */
const KINDS = ["container", "network", "volume"] as const;

interface Left {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
}

/** What a stack of the tests has on the engine, each with the time it was made. */
export function leftovers(stack: string): string[] {
  return leftBy(stack).map(({ kind, name }) => {
    const time = kind === "volume" ? "{{.CreatedAt}}" : "{{.Created}}";
    return `${kind} ${name} of ${docker(kind, "inspect", name, "--format", time)}`;
  });
}

/** Removes what a run that was ended half-way left of a stack, and whatever is on its networks. Returns what there was. */
export function removeLeftovers(stack: string): string[] {
  const before = leftovers(stack);
  for (const { kind, name } of leftBy(stack)) {
    if (kind === "network") {
      for (const container of attachedTo(name)) docker("rm", "-f", "-v", container);
    }
    docker(kind, "rm", ...(kind === "container" ? ["-f", "-v"] : []), name);
  }
  return before;
}

/** Names of the running containers on a network. */
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

function namesOf(kind: Left["kind"]): string[] {
  const [all, field] = kind === "container" ? [["-a"], "{{.Names}}"] : [[], "{{.Name}}"];
  return docker(kind, "ls", ...all, "--format", field)
    .split("\n")
    .filter(Boolean);
}
