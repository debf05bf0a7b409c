import type { EngineClient } from "../../components/engine/client";
import { containerSeries, labels } from "../../components/settings/labels";
import {
  SCRAPE_LABEL_NAMES,
  SCRAPE_LABELS,
  scrapeLabelForms,
  scrapeLabelsAllowed,
  scrapeSeriesLabels,
} from "../../components/settings/scrape-labels";
import { blocked, runs, type Context } from "./context";
import { type Check, Final } from "./rows";

type Labels = Readonly<Record<string, string>>;
interface Vector {
  data: { result: { metric: Labels; value: [number, string] }[] };
}

/** A container, or a service of a Swarm, with scrape labels. */
interface Labelled {
  readonly name: string;
  readonly labels: Readonly<Record<(typeof SCRAPE_LABEL_NAMES)[number], string>>;
  /** Whether it can do without a port: Prometheus then takes those that a service publishes. */
  readonly portOptional: boolean;
  readonly networks: readonly string[];
  readonly isTarget: (metric: Labels) => boolean;
}

/** Whether the host's containers are listed, and those with scrape labels are scraped. `manager` is one of a Swarm. */
export function discoveryChecks(context: Context, manager: EngineClient | undefined): Check[] {
  const { outputs, stores } = context;
  if (!outputs.signals.containerDiscovery || !runs(context, "agent")) return [];
  const query = async (expr: string) =>
    (await stores.json<Vector>("prometheus", "/api/v1/query", { query: expr })).data.result;
  const ofStack = `${labels.environment}="${outputs.environment}"`;
  const listed = `${containerSeries.network}{${ofStack}}`;
  const skip = blocked(context, "prometheus", "agent", "collector");
  const network = outputs.networkName;
  return [
    {
      check: "Containers are listed",
      asked: listed,
      fix: `docker logs ${outputs.namePrefix}-agent shows why the engine does not list them`,
      skip,
      attempt: async () => {
        const [first] = await query(`count(count by (${labels.containerId}) (${listed}))`);
        if (first === undefined) throw new Error("no container is listed");
        return `${first.value[1]} containers`;
      },
    },
    {
      check: "Labelled containers are scraped",
      asked: `containers with the label ${SCRAPE_LABELS.port} or ${SCRAPE_LABELS.job}`,
      fix: `Put the container on the network ${network} and set the label: docker run --network ${network} --label ${SCRAPE_LABELS.port}=8080 …`,
      skip,
      attempt: async () => {
        const containers = labelledContainers(
          (await query(listed)).map(({ metric }) => metric),
          network,
        );
        const services = manager === undefined ? [] : await labelledServices(manager);
        const labelled = [...containers, ...services].map((one) => ({
          ...one,
          wrong: mistakes(one),
          isHere: one.networks.includes(network),
        }));
        const here = labelled.filter(({ isHere }) => isHere);
        const wrong = here.flatMap((one) => one.wrong);
        const up = await query(`up{${ofStack}, ${labels.containerId}!=""}`);
        const down = here.flatMap((one) => (one.wrong.length > 0 ? [] : notUp(one, up)));
        const elsewhere = labelled.flatMap((one) =>
          one.isHere ? [] : [notOn(network, one), ...one.wrong],
        );
        if (wrong.length > 0) throw new Final([...wrong, ...down, ...elsewhere].join("; "));
        if (down.length > 0) throw new Error([...down, ...elsewhere].join("; "));
        // Another Prometheus may scrape those, by the same labels.
        if (labelled.length === 0) return "no container has such a label";
        return [`${here.length} of ${here.length} up`, ...elsewhere].join("; ");
      },
    },
  ];
}

/**
 * Of the listed containers, each on each of its networks, those with a scrape label. Each stack on the host scrapes those on
 * its own network, which has its name.
 */
function labelledContainers(listed: readonly Labels[], network: string): Labelled[] {
  const stacks = new Set(listed.map((one) => one[labels.observabilityStack]));
  const byId = new Map<string, Labels[]>();
  for (const one of listed) {
    const id = one[labels.containerId] ?? "";
    byId.set(id, [...(byId.get(id) ?? []), one]);
  }
  return [...byId].flatMap(([id, on]) => {
    const [container = {}] = on;
    const own = given((name) => container[scrapeSeriesLabels[name]]);
    const networks = on.map((one) => one[labels.network] ?? "");
    const ofOther = !networks.includes(network) && networks.some((name) => stacks.has(name));
    if (own === undefined || ofOther) return [];
    return {
      name: container[labels.containerName] ?? id,
      labels: own,
      portOptional: false,
      networks,
      isTarget: (metric: Labels) => metric[labels.containerId] === id,
    };
  });
}

interface SwarmService {
  readonly Spec: {
    readonly Name: string;
    readonly Labels: Labels;
    readonly TaskTemplate: { readonly Networks?: readonly { readonly Target: string }[] };
  };
}

/** The services of a Swarm with a scrape label: only a manager knows them. */
async function labelledServices(manager: EngineClient): Promise<Labelled[]> {
  const services = await manager.get<SwarmService[]>("/services");
  const networks = await manager.get<{ Id: string; Name: string }[]>("/networks");
  const nameOf = (target: string) => networks.find(({ Id }) => Id === target)?.Name ?? target;
  return services.flatMap(({ Spec: { Name, Labels: own, TaskTemplate } }) => {
    const found = given((name) => own[SCRAPE_LABELS[name]]);
    if (found === undefined) return [];
    return {
      name: Name,
      labels: found,
      portOptional: true,
      networks: (TaskTemplate.Networks ?? []).map(({ Target }) => nameOf(Target)),
      isTarget: (metric: Labels) => metric[labels.swarmService] === Name,
    };
  });
}

/** The values of the scrape labels; undefined if there is none. */
function given(
  valueOf: (name: (typeof SCRAPE_LABEL_NAMES)[number]) => string | undefined,
): Labelled["labels"] | undefined {
  const [job = "", port = "", path = "", scheme = ""] = SCRAPE_LABEL_NAMES.map(valueOf);
  return [job, port, path, scheme].every((value) => value === "")
    ? undefined
    : { job, port, path, scheme };
}

function notOn(network: string, { name, networks }: Labelled): string {
  return `${name}: not on the network ${network} (on ${networks.join(", ") || "none"})`;
}

/** Problems of its targets. */
function notUp({ name, labels: { port }, isTarget }: Labelled, up: Vector["data"]["result"]) {
  const targets = up.filter(({ metric }) => isTarget(metric));
  const where = port === "" ? "its ports are" : `port ${port} is`;
  if (targets.length === 0) return [`${name}: ${where} not scraped yet`];
  if (targets.every(({ value }) => value[1] === "1")) return [];
  return [`${name}: ${port === "" ? "a port" : `port ${port}`} does not serve metrics`];
}

/** Why it can never be scraped as it is. */
function mistakes({ name, labels: own, portOptional }: Labelled): string[] {
  return (["port", "path", "scheme"] as const).flatMap((label) => {
    const value = own[label];
    if (value === "" && (label !== "port" || portOptional)) return [];
    if (new RegExp(`^(?:${scrapeLabelForms[label]})$`).test(value)) return [];
    const problem = value === "" ? "missing" : `not valid (${value})`;
    return [
      `${name}: label ${SCRAPE_LABELS[label]}: ${problem}. Allowed: ${scrapeLabelsAllowed[label]}.`,
    ];
  });
}
