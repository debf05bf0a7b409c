import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { eventually, promql } from "../../testing/e2e/stores";
import { Fleet } from "../load/fleet";
import type { Labels, Templates } from "../load/host-telemetry";
import type { Measure, Sample } from "../measure";
import { addressesAt } from "../ports";
import { RunningStack } from "../running-stack";
import { cpuSeconds, workingSetBytes } from "../usage";

const NAME = "bench-sizing";
const FIRST_PORT = 25_600;
const MIB = 2 ** 20;
const SERVICES = ["collector", "prometheus", "loki", "tempo", "grafana"];
/** More than any of them comes to need here: what they need is what is looked for. */
const ROOM = {
  collectorMemoryMiB: 4096,
  prometheusMemoryMiB: 10_240,
  lokiMemoryMiB: 4096,
  tempoMemoryMiB: 4096,
};

/** What one backend takes for the telemetry of so many hosts, with as many containers each, whose agents are synthetic. */
export function sizing(containers = 100): Measure {
  let runs: RunningStack;
  let fleet: Fleet | undefined;
  return {
    name: "sizing",
    title: `A backend beside synthetic agents of hosts with ${containers} containers each`,
    figures: [
      { name: "series", unit: "series" },
      { name: "samples", unit: "per second" },
      ...SERVICES.flatMap((service) => [
        { name: `${service}, memory`, unit: "MiB" as const },
        { name: `${service}, CPU`, unit: "% of a core" as const },
      ]),
      { name: "waiting in the gateway's queues", unit: "MiB" },
      { name: "the generator, CPU", unit: "% of a core" },
    ],
    goals: [],
    once: true,
    byNameOnly: true,
    begin: async () => {
      runs = await RunningStack.up(NAME, FIRST_PORT, ROOM);
      const { otlp, prometheus } = addressesAt(FIRST_PORT);
      fleet = new Fleet(
        otlp,
        await templates(prometheus, runs.stack.container("grafana")),
        containers,
      );
    },
    end: async () => {
      await fleet?.end();
      await runs.down();
    },
    contenders: ({ quick }) =>
      (quick ? [1, 2] : [1, 10, 30, 100]).map((hosts) => ({
        name: `${hosts} hosts`,
        sample: async () => {
          fleet?.become(hosts);
          await allThere(addressesAt(FIRST_PORT).prometheus, hosts * containers);
          await sleep(quick ? 5000 : 90_000);
          const sample = await usage(runs, quick ? 15_000 : 60_000);
          fleet?.check();
          return sample;
        },
      })),
  };
}

/** What the real agent of this host has brought: of one of the stack's own containers, and of the host. */
async function templates(prometheus: string, container: string): Promise<Templates> {
  const labelsOf = async (query: string): Promise<Labels[]> =>
    (await promql(prometheus, query)).map(({ metric }) => metric);
  return eventually("series of a container and of the host", async () => {
    const found = {
      container: await labelsOf(`{job="docker",container_name="${container}"}`),
      host: await labelsOf('{job="host"}'),
    };
    return found.container.length > 20 && found.host.length > 20 ? found : undefined;
  });
}

/** @throws where a synthetic container's series are not labelled as a real one's. */
async function allThere(prometheus: string, containers: number): Promise<void> {
  const synthetic = 'container_memory_working_set_bytes{host_name=~"synthetic-.*"}';
  await eventually(
    `${containers} containers`,
    async () => {
      const [count] = await promql(prometheus, `count(${synthetic})`);
      return Number(count?.value?.[1]) === containers ? true : undefined;
    },
    180,
  );
  const names = async (query: string) => {
    const [series] = await promql(prometheus, query);
    return Object.keys(series?.metric ?? {}).sort();
  };
  const real = 'container_memory_working_set_bytes{container_name=~"observability-bench.*"}';
  const [wanted, got] = [await names(real), await names(synthetic)];
  if (!isDeepStrictEqual(wanted, got)) {
    throw new Error(`Synthetic series have the labels ${got.join()}, real ones ${wanted.join()}.`);
  }
}

async function usage({ stack }: RunningStack, forMs: number): Promise<Sample> {
  const { prometheus } = addressesAt(FIRST_PORT);
  const used = () => SERVICES.map((service) => cpuSeconds(stack.container(service)));
  const [before, own] = [used(), process.cpuUsage()];
  await sleep(forMs);
  const after = used();
  const { user, system } = process.cpuUsage(own);
  const share = (seconds: number) => (100 * seconds * 1000) / forMs;
  const value = async (query: string) =>
    Number((await promql(prometheus, query))[0]?.value?.[1] ?? NaN);
  return {
    series: await value("prometheus_tsdb_head_series"),
    samples: await value("sum(rate(prometheus_tsdb_head_samples_appended_total[1m]))"),
    ...Object.fromEntries(
      SERVICES.flatMap((service, index) => [
        [`${service}, memory`, workingSetBytes(stack.container(service)) / MIB],
        [`${service}, CPU`, share((after[index] ?? NaN) - (before[index] ?? NaN))],
      ]),
    ),
    "waiting in the gateway's queues":
      (await value('sum(otelcol_exporter_queue_size{job="otel-collector"})')) / MIB,
    "the generator, CPU": share((user + system) / 1e6),
  };
}
