import { EngineClient } from "../../components/engine/client";
import type { EngineEndpoint } from "../../components/engine/endpoint";
import { readEngineFacts } from "../../components/engine/facts";
import type { Outputs } from "../stack/outputs";
import { blocked, type Context } from "./context";
import { discoveryChecks } from "./discovery";
import { grafanaAccess } from "./grafana";
import { hostChecks } from "./host";
import { furtherHostChecks, type VerifiedHost } from "./hosts";
import { linkChecks } from "./links";
import { prometheusChecks } from "./prometheus";
import type { Report } from "./report";
import { made, type Check, type Row } from "./rows";
import { removeSenders, startSender, type Probe } from "./sender";
import { downOf, serviceChecks } from "./services";
import { signalChecks } from "./signals";
import { spanLinkChecks } from "./span-links";
import { Stores } from "./stores";
import { versionChecks } from "./versions";
import { servicesOnSwarm, swarmServiceChecks } from "./swarm";

/** How long a check is tried again before it has failed. */
export interface Patience {
  /** What was sent has to arrive, and a fresh stack to scrape each target once. */
  readonly arrivesWithinMs: number;
  /** A service that was restarted has to become healthy. */
  readonly healthyWithinMs: number;
}

const PATIENCE: Patience = { arrivesWithinMs: 60_000, healthyWithinMs: 10_000 };

export interface VerifyOptions {
  readonly hosts?: readonly VerifiedHost[];
  readonly patience?: Patience;
  /** Gets each row as soon as it is known. */
  readonly onRow?: (row: Row) => void;
}

/**
 * Checks a running stack from end to end, and cleans up after itself. The report lists what is wrong;
 * nothing is thrown for it.
 */
export async function verify(
  stack: string,
  outputs: Outputs,
  endpoint: EngineEndpoint,
  { hosts = [], patience = PATIENCE, onRow }: VerifyOptions = {},
): Promise<Report> {
  const begun = Date.now();
  const client = new EngineClient(endpoint);
  const report = reporting(onRow);
  const all = (checks: readonly Check[], withinMs: number) =>
    Promise.all(checks.map((check) => report(check, withinMs)));

  const rows: Row[] = [await report(engineCheck(client, endpoint), 0)];
  const reached = rows[0]?.status === "ok";
  const onSwarm = reached && (await servicesOnSwarm(client, outputs)).length > 0;
  // What a Swarm publishes is at the loopback address of the node that the service runs on, and that may be another one.
  const engine = reached ? { client, local: endpoint.local && !onSwarm } : undefined;
  if (reached) {
    const checksOf = onSwarm ? swarmServiceChecks : serviceChecks;
    const checks = checksOf(client, outputs, stack);
    rows.push(...(await all(checks, patience.healthyWithinMs)));
  }
  const down = downOf(rows);

  let sent: { probe: Probe } | { error: string } = { error: "the engine does not answer" };
  try {
    sent = reached ? await send(client, outputs) : sent;
    const probe = "probe" in sent ? sent.probe : undefined;
    const stores = new Stores(outputs, engine, () =>
      probe === undefined
        ? Promise.reject(new Error("there is no container on the network to send the query from"))
        : Promise.resolve(probe.containerName),
    );
    const partial = { stack, outputs, stores, client: engine?.client, probe, down };
    const context: Context = { ...partial, grafana: await grafanaAccess(partial) };
    rows.push(await report(sentCheck(context, sent), 0));
    const checks = [
      ...signalChecks(context),
      ...hostChecks(context),
      ...furtherHostChecks(context, hosts),
      ...prometheusChecks(context),
      ...versionChecks(context),
      ...discoveryChecks(context, onSwarm ? client : undefined),
      ...linkChecks(context),
      ...spanLinkChecks(context),
    ];
    rows.push(...(await all(checks, patience.arrivesWithinMs)));
  } finally {
    if (reached) await removeSenders(client, outputs);
  }
  return {
    stack,
    ok: rows.every(({ status }) => status !== "failed"),
    seconds: (Date.now() - begun) / 1000,
    rows,
  };
}

/** Makes checks, and hands each row on. */
function reporting(
  onRow: VerifyOptions["onRow"],
): (check: Check, withinMs: number) => Promise<Row> {
  return async (check, withinMs) => {
    const row = await made(check, withinMs);
    onRow?.(row);
    return row;
  };
}

function engineCheck(client: EngineClient, { host, source }: EngineEndpoint): Check {
  return {
    check: "Docker engine",
    asked: `${host} (${source})`,
    fix: "Start it, or name the stack's engine with docker:host in its settings or with DOCKER_HOST",
    attempt: async () => `Docker ${(await readEngineFacts(client)).serverVersion}`,
  };
}

async function send(
  client: EngineClient,
  outputs: Outputs,
): Promise<{ probe: Probe } | { error: string }> {
  try {
    await removeSenders(client, outputs);
    return { probe: await startSender(client, outputs) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function sentCheck(context: Context, sent: { probe: Probe } | { error: string }): Check {
  const { outputs } = context;
  return {
    check: "Send a trace, a log, a metric",
    asked: `${outputs.otlpHttpEndpointInternal}, from a container on ${outputs.networkName}`,
    fix: "Nothing can be sent while this is so",
    skip: blocked(context, "collector"),
    attempt: () =>
      "probe" in sent
        ? Promise.resolve(`container ${sent.probe.containerName} is sending`)
        : Promise.reject(new Error(sent.error)),
  };
}
