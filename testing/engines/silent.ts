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

/** Serves metrics at a custom path, and sends a span without container attributes if there is a gateway. */
export const SILENT = `${WORK}; sleep 3600`;

/** Scrape labels as options of `docker run`. */
export const SCRAPED = labelled({ port: "8080", path: "/metrics.txt" });

export interface Silent {
  readonly engine: (...words: string[]) => string;
  readonly network: string;
  readonly name: string;
  /** Reference of a busybox image that the engine can pull. */
  readonly image?: string;
}

/** Starts a container that sends no attributes of its own. Returns a function that removes it. */
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

/** Starts two containers that cannot be scraped: one with a wrong port label, one on another network. */
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
