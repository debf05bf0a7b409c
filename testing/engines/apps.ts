import { sending } from "./span";

/** Prints a numbered line each second. */
const SHOP = `i=0; while true; do i=$((i + 1)); echo "line $i of $(hostname)"; sleep 1; done`;
/** Sends one span with the names of the node and the task, which the Swarm passes in the environment. */
const SPANS = [
  "now=$(date +%s)",
  "id=$(echo $NODE | od -An -tx1 | tr -d ' \\n' | cut -c1-12)",
  sending({
    name: "span of $NODE",
    attributes: { "service.name": "shop", "host.name": "$NODE", "container.name": "$TASK" },
    traceId: `\${id}${"0".repeat(20)}`,
    spanId: "${id}0000",
    startTimeUnixNano: `\${now}${"0".repeat(9)}`,
    endTimeUnixNano: `\${now}01${"0".repeat(7)}`,
  }),
  "sleep 3600",
].join(" && ");

/** Apps that the tests run on a Swarm: name to shell command. */
export const APPS = { shop: SHOP, spans: SPANS };

interface App {
  /** Reference of a busybox image that the nodes can pull. */
  readonly image: string;
  readonly network: string;
  readonly name: string;
  readonly command: string;
}

/** Runs an app on each node, with its node and task in the environment. Returns a function that removes it. */
export function appOnEachNode(
  manager: (...words: string[]) => string,
  { image, network, name, command }: App,
): () => void {
  const said = ["--env", "NODE={{.Node.Hostname}}", "--env", "TASK={{.Task.Name}}"];
  const log = ["--log-driver", "json-file", "--log-opt", "tag={{.ImageName}}|{{.Name}}"];
  manager(
    ...["service", "create", "--quiet", "--detach", "--name", name, "--mode", "global"],
    ...["--network", network, "--no-resolve-image", ...said, ...log],
    ...[image, "sh", "-c", command],
  );
  return () => manager("service", "rm", name);
}
