import { existsSync } from "node:fs";
import { scrapeLabelForms, scrapeLabelsAllowed } from "../settings/scrape-labels";
import type { Problem } from "../problem";
import { printable } from "../render/printable";
import type { AttachmentArgs } from "./attachment-args";
import type { ObservedContainerArgs } from "./observed-container-args";

const PROTOCOLS = ["http/protobuf", "grpc"];
const RESTARTS = ["no", "on-failure", "always", "unless-stopped"];
/** Docker refuses less. */
const LEAST_MEMORY_MIB = 6;

const PORT = "a port, 1 to 65535";
const METRICS_PATH = new RegExp(`^${scrapeLabelForms.path}$`);

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** Problems so far, and what adds one where a value is not `fine`. */
function checks() {
  const problems: Problem[] = [];
  const check = (fine: boolean, what: string, value: unknown, allowed: string) => {
    if (fine) return;
    const given = value === undefined ? "nothing" : printable(JSON.stringify(value));
    problems.push({
      setting: what,
      given,
      message: "is not allowed.",
      fix: `It must be ${allowed}.`,
    });
  };
  const oneOf = (words: readonly string[], what: string, value: string | undefined) => {
    check(value === undefined || words.includes(value), what, value, `one of ${words.join(", ")}`);
  };
  return { problems, check, oneOf };
}

/** What is wrong with the arguments by which a container is attached. A program in JavaScript may give any. */
export function attachmentProblems(
  args: Omit<AttachmentArgs, "otlpProtocol"> & { readonly otlpProtocol?: string },
  named = "containerName",
): Problem[] {
  const { problems, check, oneOf } = checks();
  check(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(args.containerName),
    named,
    args.containerName,
    "a name that Docker takes: two or more of a-z, A-Z, 0-9, _, . and -, the first a letter or a digit",
  );
  for (const what of ["serviceName", "serviceNamespace", "serviceVersion"] as const) {
    const value = args[what];
    check(value?.trim() !== "", what, value, "a name, or left out");
  }
  oneOf(PROTOCOLS, "otlpProtocol", args.otlpProtocol);
  check(
    args.command?.length !== 0,
    "command",
    args.command,
    "a program with its arguments, or left out",
  );
  const { metrics } = args;
  if (metrics !== undefined) {
    check(isPort(metrics.port), "metrics.port", metrics.port, PORT);
    const { path } = metrics;
    check(
      path === undefined || METRICS_PATH.test(path),
      "metrics.path",
      path,
      scrapeLabelsAllowed.path,
    );
  }
  for (const variable of Object.keys(args.environment ?? {})) {
    check(/^[^=\s]+$/.test(variable), "environment", variable, "the name of a variable");
  }
  return problems;
}

/** What of a container's arguments Docker or OpenTelemetry would refuse, each with the value and what is allowed. */
export function containerProblems(name: string, args: ObservedContainerArgs): Problem[] {
  const { containerName = name, ports = [], volumes = [], networks = [] } = args;
  const { problems, check, oneOf } = checks();
  const named =
    args.containerName === undefined
      ? "the resource's name, which is the container's"
      : "containerName";
  problems.push(...attachmentProblems({ ...args, containerName }, named));
  oneOf(RESTARTS, "restart", args.restart);
  const { memoryMiB } = args;
  check(
    memoryMiB === undefined || (Number.isInteger(memoryMiB) && memoryMiB >= LEAST_MEMORY_MIB),
    "memoryMiB",
    memoryMiB,
    `a whole number of ${LEAST_MEMORY_MIB} or more`,
  );
  ports.forEach(({ internal, external }, index) => {
    for (const [what, port] of Object.entries({ internal, external })) {
      check(isPort(port), `ports[${index}].${what}`, port, PORT);
    }
  });
  const absolute = (what: string, path: string) => {
    check(path.startsWith("/"), what, path, "a path that begins with /");
  };
  volumes.forEach(({ containerPath }, index) => {
    absolute(`volumes[${index}].containerPath`, containerPath);
  });
  (args.files ?? []).forEach(({ containerPath, content, source }, index) => {
    const what = `files[${index}]`;
    absolute(`${what}.containerPath`, containerPath);
    check(
      (content === undefined) !== (source === undefined),
      what,
      containerPath,
      "given with either content or source",
    );
    // Docker's provider takes an empty text for a missing one.
    check(content !== "", `${what}.content`, content, "a text that is not empty");
    check(
      source === undefined || existsSync(source),
      `${what}.source`,
      source,
      "a file in the project's folder",
    );
  });
  networks.forEach((network, index) => {
    check(network !== "", `networks[${index}]`, network, "the name of a network");
  });
  return problems;
}
