import { defaults } from "../../components/settings/defaults";
import { sending } from "./span";

const WORK = [
  "mkdir /www && echo 'work_items 7' > /www/metrics.txt && httpd -p 8080 -h /www",
  "now=$(date +%s)",
  "id=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \\n')",
  sending({
    name: "silent",
    attributes: { "service.name": "silent" },
    traceId: "$id",
    spanId: "$(echo $id | cut -c1-16)",
    startTimeUnixNano: `\${now}${"0".repeat(9)}`,
    endTimeUnixNano: `\${now}01${"0".repeat(7)}`,
  }),
].join(" && ");

/** Serves metrics at a path of its own and sends a span that says nothing of its container, if there is a gateway. */
export const SILENT = `${WORK}; sleep 3600`;

/** Labels by which it is scraped, as options of `docker`. */
export const SCRAPED = labelled({ port: "8080", path: "/metrics.txt" });

export interface Silent {
  readonly engine: (...words: string[]) => string;
  readonly network: string;
  readonly name: string;
  /** busybox, as the engine can have it. */
  readonly image?: string;
}

/** Starts a container that says nothing of itself; what comes back removes it. */
export function silent({ engine, network, name, image }: Silent, labels = SCRAPED): () => void {
  const shell = [image ?? defaults.busyboxImage, "sh", "-c", SILENT];
  engine(
    "run",
    "-d",
    "--stop-timeout",
    "0",
    "--name",
    name,
    "--network",
    network,
    ...labels,
    ...shell,
  );
  return () => engine("rm", "-f", name);
}

/** Starts two that cannot be scraped: one serves no metrics where its label says so, one is on a network of its own. */
export function unscrapable(app: Silent): { problems: RegExp[]; remove: () => void } {
  const elsewhere = `${app.name}-network`;
  app.engine("network", "create", elsewhere);
  const steps = [
    silent({ ...app, name: `${app.name}-port` }, labelled({ port: "8081" })),
    silent({ ...app, name: `${app.name}-elsewhere`, network: elsewhere }),
    () => app.engine("network", "rm", elsewhere),
  ];
  return {
    problems: [
      new RegExp(`${app.name}-port: port 8081 does not serve metrics`),
      new RegExp(`${app.name}-elsewhere: not on the network ${app.network} .on ${elsewhere}.`),
    ],
    remove: () => {
      for (const step of steps) step();
    },
  };
}

function labelled(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).flatMap(([name, value]) => [
    "--label",
    `prometheus-${name}=${value}`,
  ]);
}
