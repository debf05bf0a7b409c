import type { Change } from "./changes";
import { isLost, type DataChange } from "./data";
import type { Effect, ServiceChange } from "./services";

interface Found {
  readonly services: readonly ServiceChange[];
  readonly data: readonly DataChange[];
  readonly shared: readonly Change[];
  readonly errors: readonly string[];
  readonly unexplained: readonly string[];
}

/** Outputs of the stack may change all the same: `pulumi preview --json` has them not. */
const NO_CHANGES = "No changes of resources";

/** In the order in which a reader wants to know of them. */
const COUNTED: readonly (readonly [Effect, string, string])[] = [
  ["removed", "is removed", "are removed"],
  ["replaced", "container is replaced", "containers are replaced"],
  ["rolling update", "takes a rolling update", "take a rolling update"],
  ["recreated", "missing container is recreated", "missing containers are recreated"],
  ["restarted", "stopped container is started again", "stopped containers are started again"],
  ["created", "is new", "are new"],
  ["changed in place", "is changed in place", "are changed in place"],
  ["reload", "takes up new files while it runs", "take up new files while they run"],
  ["keeps running", "keeps running", "keep running"],
];

/** The one line to decide on. */
export function headline(found: Found, failed: boolean): string {
  if (failed) return refusal(found);
  const lost = found.data.filter(isLost);
  const unclear = found.unexplained.length > 0;
  const summary = counts(found) + (unclear ? "; some changes could not be explained" : "");
  if (lost.length > 0) return `DATA LOSS: ${losses(lost)}. ${summary}`;
  const missing = found.data.filter(({ fate }) => fate === "missing");
  // Of what is not understood, nobody can say that it spares the data.
  if (missing.length === 0 && (unclear || summary === NO_CHANGES)) return summary;
  return `${summary}; ${dataIn(found.services, missing)}`;
}

/** Where none of it is lost by what the program does. */
function dataIn(services: readonly ServiceChange[], missing: readonly DataChange[]): string {
  if (missing.length > 0) {
    return `${names(missing)} ${missing.length === 1 ? "is" : "are"} gone from the host already`;
  }
  return services.some(({ mayLeave }) => mayLeave.length > 0)
    ? "data may stay behind on a node"
    : "no data is lost";
}

function refusal({ data, errors }: Found): string {
  const refused = data.filter((change) => change.refused);
  if (refused.length > 0) {
    return `DATA LOSS, refused: ${names(refused)} would go, and ${refused.length === 1 ? "is" : "are"} protected`;
  }
  return errors.some((message) => message.startsWith("Nothing was changed"))
    ? "Refused: the stack cannot be brought up as it is set"
    : "The preview failed";
}

function losses(lost: readonly DataChange[]): string {
  const of = (fate: DataChange["fate"]) => lost.filter((change) => change.fate === fate);
  const [destroyed, left, onNode] = [of("destroyed"), of("left behind"), of("left on a node")];
  return [
    ...(destroyed.length === 0
      ? []
      : [`${names(destroyed)} ${destroyed.length === 1 ? "is" : "are"} destroyed`]),
    ...(left.length === 0
      ? []
      : [`${names(left)} ${left.length === 1 ? "stays" : "stay"} on the host, unused`]),
    ...(onNode.length === 0
      ? []
      : [
          `${names(onNode)} ${onNode.length === 1 ? "stays on its node" : "stay on their nodes"}, unless the new placement has ${onNode.length === 1 ? "that one" : "those"}`,
        ]),
  ].join(", ");
}

/** More of them are counted; the page lists them. */
const MOST_NAMES = 2;

function names(data: readonly DataChange[]): string {
  const all = data.map(({ volume }) => volume);
  if (all.length > MOST_NAMES) return `${all.length} data volumes`;
  return `data ${all.length === 1 ? "volume" : "volumes"} ${all.join(" and ")}`;
}

function counts({ services, data, shared }: Found): string {
  const each = COUNTED.flatMap(([effect, one, many]) => {
    const count = services.filter((service) => service.effect === effect).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const drifted = services.filter(({ byDrift }) => byDrift.length > 0).length;
  const because =
    drifted === 0 ? "" : ` (${drifted} because the host is not as the last update left it)`;
  const parts = [
    ...(services.length === 0
      ? []
      : [
          `${number(services.length, "service changes", "services change")}: ${each.join(", ")}${because}`,
        ]),
    ...(shared.length === 0
      ? []
      : [number(shared.length, "shared resource changes", "shared resources change")]),
  ];
  if (parts.length > 0) return parts.join("; ");
  return data.length === 0
    ? NO_CHANGES
    : number(data.length, "data volume changes", "data volumes change");
}

function number(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
