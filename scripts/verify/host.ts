import type { EngineClient } from "../../components/engine/client";
import { ifThere } from "../../components/engine/error";
import { logsNotCollected } from "../../components/settings/collected";
import { knownAs, labels } from "../../components/settings/labels";
import { nameOf } from "../../components/engine/running-containers";
import {
  hasPrintedSince,
  listContainers,
  runInside,
  type RunningContainer,
} from "../docker/containers";
import { blocked, containerMetricsService, upCommand, type Context } from "./context";
import type { Check } from "./rows";
import { isSender } from "./sender";

const CLOCK_TOLERANCE_SECONDS = 2;
const LEAST_FREE_PERCENT = 5;
const LOOKBACK_SECONDS = 3600;
const CRASHES_WITHIN_MS = 60_000;

interface Vector {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

interface Inspected {
  RestartCount: number;
  State: { Running: boolean; Restarting: boolean; StartedAt: string };
  HostConfig: { LogConfig: { Type: string } };
}

/** What the host's containers give, its clock and its disk. */
export function hostChecks(context: Context): Check[] {
  const { client } = context;
  if (client === undefined) return [];
  const teller = containerMetricsService(context);
  const checks: Check[] = [clock(context, client), disk(context, client)];
  if (context.outputs.signals.containerMetrics) {
    checks.push({
      check: "Every container has series",
      asked: `container_memory_working_set_bytes{${labels.hostName}="${context.outputs.hostName}"} against docker ps`,
      fix: `docker logs ${context.outputs.namePrefix}-${teller} shows why it does not see them`,
      skip: blocked(context, "prometheus", teller),
      attempt: () => series(context, client),
    });
  }
  if (context.outputs.signals.containerLogs) {
    checks.push({
      check: "Every container has logs",
      asked: `{${labels.hostName}="${context.outputs.hostName}"} against docker logs of the last hour`,
      fix: `docker logs ${context.outputs.namePrefix}-agent shows what it cannot read; only the log driver json-file has files to read`,
      skip: blocked(context, "loki", "agent", "collector"),
      attempt: () => logs(context, client),
    });
  }
  return checks;
}

/** Running containers with what the engine knows of each. One that ends again and again has nothing to be missed. */
async function steady(client: EngineClient): Promise<(RunningContainer & { logDriver: string })[]> {
  const listed = (await listContainers(client)).filter((container) => !isSender(container));
  const known = await Promise.all(
    listed.map(async (container) => {
      const inspected = await ifThere(client.get<Inspected>(`/containers/${container.Id}/json`));
      // Removed since it was listed.
      if (inspected === undefined) return [];
      const { State, RestartCount, HostConfig } = inspected;
      const young = Date.now() - Date.parse(State.StartedAt) < CRASHES_WITHIN_MS;
      const steady = State.Running && !State.Restarting && !(RestartCount > 0 && young);
      return steady ? [{ ...container, logDriver: HostConfig.LogConfig.Type }] : [];
    }),
  );
  return known.flat();
}

async function series({ stores, outputs }: Context, client: EngineClient): Promise<string> {
  const query = `container_memory_working_set_bytes{${labels.hostName}="${outputs.hostName}"}`;
  const { data } = await stores.json<Vector>("prometheus", "/api/v1/query", { query });
  const seen = new Set(
    data.result.map(
      ({ metric }) => `${metric[labels.containerId]} ${metric[labels.containerName]}`,
    ),
  );
  const running = await steady(client);
  const missing = running.filter((container) => {
    return !seen.has(`${container.Id.slice(0, 12)} ${knownAs(nameOf(container))}`);
  });
  if (missing.length > 0) throw new Error(`none of ${missing.map(nameOf).join(", ")}`);
  return `all ${running.length} containers, by name and id`;
}

async function logs({ stores, outputs }: Context, client: EngineClient): Promise<string> {
  const query = `sum by (${labels.containerId}) (count_over_time({${labels.hostName}="${outputs.hostName}"}[${LOOKBACK_SECONDS}s]))`;
  const { data } = await stores.json<Vector>("loki", "/loki/api/v1/query", { query });
  const seen = new Set(data.result.map(({ metric }) => metric[labels.containerId]));
  // What a driver other than json-file takes is not in files that the agent could read.
  const running = (await steady(client)).filter(
    (container) =>
      container.logDriver === "json-file" &&
      logsNotCollected(
        { name: knownAs(nameOf(container)), id: container.Id.slice(0, 12) },
        outputs.signals,
      ) === undefined,
  );
  const since = Math.floor(Date.now() / 1000) - LOOKBACK_SECONDS;
  const printing = await Promise.all(running.map(({ Id }) => hasPrintedSince(client, Id, since)));
  const wanted = running.filter((_, index) => printing[index]);
  const missing = wanted.filter(({ Id }) => !seen.has(Id.slice(0, 12)));
  if (missing.length > 0) throw new Error(`none of ${missing.map(nameOf).join(", ")}`);
  return `all ${wanted.length} of ${running.length} containers that printed within the hour`;
}

function clock(context: Context, client: EngineClient): Check {
  return {
    check: "Clocks agree",
    asked: "time here, of the engine, and of Prometheus",
    fix: "Turn on time synchronisation (systemd-timesyncd, chrony) on the machine that is off: what is sent with a wrong time is found at the wrong place, or refused",
    attempt: async () => {
      const begun = Date.now();
      const { SystemTime } = await client.get<{ SystemTime: string }>("/info");
      const here = (begun + Date.now()) / 2;
      const clocks = new Map([["the engine", Date.parse(SystemTime) - here]]);
      if (blocked(context, "prometheus") === undefined) {
        const asked = Date.now();
        const { data } = await context.stores.json<{ data: { result: [number, string] } }>(
          "prometheus",
          "/api/v1/query",
          { query: "time()" },
        );
        clocks.set("Prometheus", data.result[0] * 1000 - (asked + Date.now()) / 2);
      }
      const told = [...clocks].map(([whose, off]) => `${whose} ${(off / 1000).toFixed(1)} s`);
      const worst = Math.max(...[...clocks.values()].map((off) => Math.abs(off)));
      if (worst > CLOCK_TOLERANCE_SECONDS * 1000) throw new Error(`off by: ${told.join(", ")}`);
      return `off by: ${told.join(", ")}`;
    },
  };
}

function disk(context: Context, client: EngineClient): Check {
  const { probe, stack } = context;
  return {
    check: "Disk has room",
    asked: "df of the engine's data, from a container",
    fix: `docker system df shows what uses it. To reduce the stack's share, lower metricsRetentionSize, logRetention or traceRetention, then run ${upCommand(stack)}`,
    skip: probe === undefined ? "there is no container to look from" : undefined,
    attempt: async () => {
      const { output } = await runInside(client, probe?.containerName ?? "", ["df", "-Pk", "/"]);
      const [, blocks = "0", , free = "0"] = output.split("\n").at(-1)?.split(/\s+/) ?? [];
      const percent = (100 * Number(free)) / Number(blocks);
      const told = `${(Number(free) / 2 ** 20).toFixed(1)} GiB free, ${percent.toFixed(0)} %`;
      if (!(percent >= LEAST_FREE_PERCENT)) {
        throw new Error(`${told}; at least ${LEAST_FREE_PERCENT} % should be`);
      }
      return told;
    },
  };
}
