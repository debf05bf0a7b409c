import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderedFiles } from "../../../components/plan/files";
import type { BoardFile } from "../../../testing/boards";
import { expressionsOf } from "../../../testing/expressions";
import { settingsWith } from "../../../testing/settings";
import { committed, record } from "../../../testing/snapshot";
import { holdAddresses, startApp } from "../../../testing/e2e/app";
import { docker } from "../../../testing/e2e/engine";
import { GATEWAY, type Life, NETWORK } from "../../../testing/e2e/life";
import {
  emptyQueries,
  filled,
  offered,
  type Stores,
  type Values,
} from "../../../testing/e2e/panel-queries";
import { provisionedBoards } from "../../../testing/e2e/provisioned-boards";
import { engineServes, startEngine } from "../../../testing/e2e/second-engine";
import { eventually, logql, promql, sendCall } from "../../../testing/e2e/stores";

const SHOP = "e2e-shop";
const MISLABELLED = "e2e-mislabelled";
const SILENT = "e2e-silent";
const ENGINE = "e2e-engine";
const SECONDS = 120;
/** Tempo counts its stored data every five minutes. */
const TEMPO_COUNTS_WITHIN_SECONDS = 330;

/** Values that Grafana inserts into queries if a variable is set to "All". */
const ALL: Values = {
  environment: "..*",
  host: ".*",
  container: ".*",
  service: "..*",
  level: ".*",
  search: "",
  slower: "500ms",
  of: "",
  pipeline: ".*",
};

/** Checks that every panel of every dashboard shows data on a healthy host. */
export function dashboards(life: () => Life): void {
  describe("the dashboards", () => {
    panels(life);
  });
}

function panels(life: () => Life): void {
  let traffic: NodeJS.Timeout;
  let engine = "";
  let release: (() => void) | undefined;

  const stores = (): Stores => ({
    prometheus: life().stack.url("prometheusPort"),
    loki: life().stack.url("lokiPort"),
    tempo: life().stack.url("tempoPort"),
  });

  const provisioned = () => provisionedBoards(life().stack);

  beforeAll(async () => {
    // The addresses of earlier chapters' containers.
    release = holdAddresses(NETWORK, 12);
    startShop();
    // Its telemetry has no identity except its address.
    startApp({ name: SILENT, network: NETWORK, endpoint: GATEWAY });
    engine = startEngine(ENGINE, NETWORK);
    if (engine !== "") {
      await eventually("the second engine", () =>
        Promise.resolve(engineServes(ENGINE) || undefined),
      );
      life().stack.configure({ engineMetricsTarget: engine });
      expect(await life().changedByUp()).toEqual(["grafana-dashboards", "prometheus-config"]);
    }
    const server = {
      "service.name": "e2e-cart",
      "service.namespace": "e2e",
      "service.version": "1",
      "container.id": docker("inspect", "--format", "{{.Id}}", SHOP),
      "container.name": SHOP,
    };
    const send = () => {
      // There are many requests, so a lost one does not matter.
      sendCall(life().stack.url("otlpHttpPort"), { "service.name": "e2e-web" }, server).catch(
        () => undefined,
      );
    };
    traffic = setInterval(send, 2000);
    send();
  });

  afterAll(async () => {
    clearInterval(traffic);
    docker("rm", "-f", "-v", SHOP, MISLABELLED, SILENT, ENGINE);
    release?.();
    if (engine === "") return;
    life().stack.configure({ engineMetricsTarget: undefined });
    expect((await life().stack.up()).status).toBe(0);
  });

  it("are provisioned, each under its UID", async () => {
    const wanted = [
      ...["container", "containers", "docker-host", "logs", "overview", "pipeline", "services"],
    ];
    const daemon = engine === "" ? [] : ["docker-daemon"];
    await eventually("the dashboards", async () => {
      const uids = (await provisioned()).map(({ uid }) => uid).sort();
      expect(uids).toEqual([...wanted, ...daemon].sort());
      return true;
    });
  });

  it("have metrics of a Docker engine", async (test) => {
    test.skip(engine === "", "this machine's dockerd does not run in a small container");
    await eventually("the job docker-engine", async () => {
      const up = 'up{job="docker-engine"} == 1';
      return (await promql(stores().prometheus, up)).length > 0 ? true : undefined;
    });
  });

  it.each([
    ["everything", {}],
    [
      "one host, container and service",
      { environment: "e2e", container: SHOP, service: "e2e-cart" },
    ],
  ])("show data in every panel and query if %s is selected", async (_what, chosen: Values) => {
    const host = docker("info", "--format", "{{.Name}}");
    const boards = await provisioned();
    await eventually(
      "data in every panel",
      async () => {
        const empty = await Promise.all(
          boards.map(async (board) => {
            const one = "environment" in chosen ? { host } : {};
            const values = { ...ALL, ...chosen, ...one };
            return emptyQueries(board, stores(), await withIds(board, values));
          }),
        );
        const names = empty.flatMap(({ queries }) => queries).filter((name) => !isExcused(name));
        if (names.length > 0) throw new Error(`no data in ${names.join("; ")}`);
        return true;
      },
      SECONDS,
    );
  });

  it("mark events on their graphs", async () => {
    const overview = (await provisioned()).find(({ uid }) => uid === "overview");
    const marks = overview?.annotations?.list ?? [];
    expect(marks.length).toBeGreaterThan(4);
    const seen = marks.map(async ({ name, expr, datasource }) => {
      const text = filled(expr, { refId: "A" }, ALL);
      const found =
        datasource.type === "loki"
          ? await logql(stores().loki, text)
          : await promql(stores().prometheus, text);
      return { name, count: found.length };
    });
    const counts = await Promise.all(seen);
    const happened = counts.filter(({ count }) => count > 0).map(({ name }) => name);
    expect(happened).toEqual(expect.arrayContaining(["Container started", "Stack updated"]));
  });

  it("offer values for every variable", async () => {
    for (const board of await provisioned()) {
      const values = await withIds(board, ALL);
      for (const { name, type } of board.templating.list) {
        if (type !== "query") continue;
        await eventually(`${board.uid}: ${name}`, async () =>
          (await offered(board, name, stores(), values)).length > 0 ? true : undefined,
        );
      }
    }
  });

  it(
    "query only names that the services still write",
    async () => {
      const files = renderedFiles(settingsWith({ engineMetricsTarget: engine }));
      const texts = expressionsOf(files)
        .map(({ text }) => text)
        .join("\n");
      const isAsked = (name: string) => new RegExp(`(?<![\\w:])${name}(?![\\w:])`).test(texts);
      const known = committed();
      // The snapshot includes optional services and remote write, which this stack does not use.
      const isOfRemoteWrite = (labels = "") => labels.split(" ").includes("remote_name");
      const absent = ["alertmanager", ...(engine === "" ? ["docker-engine"] : [])];
      const jobs = Object.entries(known.metrics).filter(([job]) => !absent.includes(job));
      // Loki counts its stored data only after the first chunk, which it would write half an hour later.
      const flushed = await fetch(`${stores().loki}/flush`, { method: "POST" });
      expect(flushed.ok).toBe(true);
      await eventually(
        "every name in tests/contract/series.json that a query uses",
        async () => {
          const now = await record(stores());
          const gone = jobs.flatMap(([job, metrics]) =>
            Object.keys(metrics)
              .filter((metric) => !(job === "prometheus" && isOfRemoteWrite(metrics[metric])))
              .filter((metric) => isAsked(metric) && now.metrics[job]?.[metric] === undefined)
              .map((metric) => `${metric} of ${job}`),
          );
          const lost = [
            ...known.logs.stream.filter((name) => !now.logs.stream.includes(name)),
            ...known.logs.line.filter((name) => !now.logs.line.includes(name)),
            ...known.traces.filter((name) => !now.traces.includes(name)),
          ].filter(isAsked);
          if (gone.length + lost.length > 0) throw new Error([...gone, ...lost].join(", "));
          return true;
        },
        TEMPO_COUNTS_WITHIN_SECONDS,
      );
    },
    (TEMPO_COUNTS_WITHIN_SECONDS + 60) * 1000,
  );

  /** Sets the variables of the dashboard "Container" to the shop. Its hidden variables contain that name's IDs. */
  async function withIds(board: BoardFile, values: Values): Promise<Values> {
    if (board.uid !== "container") return values;
    const own = { ...values, container: SHOP };
    const all = async (name: string, values: Values) => ({
      ...values,
      [name]: (await offered(board, name, stores(), values)).join("|"),
    });
    return all("address", await all("id", await all("at", own)));
  }
}

/** Queries that may have no data on a healthy host. */
const MAY_BE_EMPTY = ["overview: Firing alerts A", "overview: Stopped containers A"];

/** On cgroup v1, the kernel does not count the pressure of containers, and the panel says so. */
function isExcused(name: string): boolean {
  if (MAY_BE_EMPTY.includes(name)) return true;
  const version = docker("info", "--format", "{{.CgroupVersion}}");
  return version === "1" && /^container: (?:Pressure|Stalls) /.test(name);
}

/**
 * Starts a container that has all optional data: limits, a health check, a name on its lines, an address on the stack's
 * network, and metrics to scrape. Also starts one with an invalid label.
 */
function startShop(): void {
  const prints =
    "mkdir /www && echo 'e2e_shop_items 7' > /www/metrics.txt && httpd -p 8080 -h /www;" +
    " while :; do echo level=error no; dd if=/dev/zero of=/x bs=1M count=1; sleep 1; done";
  const labels = ["prometheus-port=8080", "prometheus-path=/metrics.txt"];
  docker(
    ...["run", "-d", "--name", SHOP, "--memory", "64m", "--cpus", "0.5"],
    ...["--health-cmd", "true", "--health-interval", "2s"],
    ...["--log-opt", "tag={{.ImageName}}|{{.Name}}", "--network", NETWORK],
    ...labels.flatMap((label) => ["--label", label]),
    ...["busybox:1.37", "sh", "-c", prints],
  );
  docker(
    ...["run", "-d", "--name", MISLABELLED, "--label", "prometheus-port=abc"],
    // On the stack's network, so that stacks that run in parallel ignore it.
    ...["--network", NETWORK],
    ...["busybox:1.37", "sleep", "3600"],
  );
}
