import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { panelsOf } from "../../../testing/boards";
import { type App, holdAddresses, startApp } from "../../../testing/e2e/app";
import { ContainerPage } from "../../../testing/e2e/container-page";
import { docker, ipOf, networks } from "../../../testing/e2e/engine";
import { provisionedSources, spanLinks, type Resource } from "../../../testing/e2e/grafana-links";
import { reported } from "../../../testing/e2e/labelled";
import { provisionedBoards } from "../../../testing/e2e/provisioned-boards";
import { filled } from "../../../testing/e2e/panel-queries";
import { GATEWAY, type Life, NETWORK, PREFIX, shortId, STACK } from "../../../testing/e2e/life";
import { eventually, getJson, promql, sendAll, traceql } from "../../../testing/e2e/stores";

const APPS = {
  silent: "e2e-silent",
  logger: "e2e-logger",
  meter: "e2e-meter",
  first: "e2e-first",
  second: "e2e-second",
  onHost: "e2e-on-host",
  good: "e2e-good",
  wrong: "e2e-wrong-port",
  elsewhere: "e2e-elsewhere",
} as const;
const OTHER_NETWORK = "e2e-other";

interface Trace {
  batches: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { startTimeUnixNano: string }[] }[];
  }[];
}

/** Apps that send no identity and are identified by address, and containers that are scraped by label. */
export function identity(life: () => Life): void {
  describe("identity by address, scraping by label", () => {
    let release: (() => void) | undefined;
    beforeAll(() => {
      // The demo released three addresses.
      release = holdAddresses(NETWORK, 4);
      // All at once, because the agent lists containers only every half minute.
      startAll();
    });
    afterAll(() => {
      release?.();
      docker("rm", "-f", "-v", ...Object.values(APPS));
      if (networks(OTHER_NETWORK).length > 0) docker("network", "rm", OTHER_NETWORK);
    });
    byAddress(life);
    withoutContainer(life);
    byLabel(life);
  });
}

function start(app: Omit<App, "network" | "endpoint"> & Partial<App>): void {
  startApp({ network: NETWORK, endpoint: GATEWAY, ...app });
}

/** Starts all apps except the one that follows a stopped app and the one on the host's network. */
function startAll(): void {
  for (const name of [APPS.silent, APPS.first]) start({ name });
  start({ name: APPS.logger, signals: ["logs"] });
  start({ name: APPS.meter, signals: ["metrics"] });
  const port = (value: string) => ["--label", `prometheus-port=${value}`];
  const good = [...port("8080"), "--label", "prometheus-job=e2e-jobs"];
  const path = ["--label", "prometheus-path=/stats", "-e", "METRICS_PATH=/stats"];
  start({ name: APPS.good, signals: [], options: [...good, ...path] });
  start({ name: APPS.wrong, signals: [], options: port("8081") });
  docker("network", "create", OTHER_NETWORK);
  start({ name: APPS.elsewhere, network: OTHER_NETWORK, signals: [], options: port("abc") });
}

/** Waits long enough for the list of containers, and for the rules that depend on it. */
const known = <T>(what: string, attempt: () => Promise<T | undefined>) =>
  eventually(what, attempt, 150);

/** Finds a span of a service. Returns its resource, its start time, and the links that Grafana shows on it. */
async function spanOf(life: Life, service: string) {
  const tempo = life.stack.url("tempoPort");
  const traceId = await eventually(`a span of ${service}`, async () =>
    (await traceql(tempo, `{ resource.service.name = "${service}" }`))[0]?.traceID.padStart(
      32,
      "0",
    ),
  );
  const { batches } = await getJson<Trace>(tempo, `/api/traces/${traceId}`);
  const [batch] = batches;
  const resource: Resource = Object.fromEntries(
    (batch?.resource.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? ""]),
  );
  const startTime = Number(batch?.scopeSpans[0]?.spans[0]?.startTimeUnixNano) / 1e6;
  const source = provisionedSources(`${PREFIX}grafana`).get("tempo");
  if (source === undefined) throw new Error("Tempo is not provisioned");
  return { traceId, resource, startTime, links: spanLinks(source, resource, startTime) };
}

function byAddress(life: () => Life): void {
  const address = (name: string) =>
    `${ipOf(name, NETWORK)}@${docker("info", "--format", "{{.Name}}")}`;

  it("links from a span of an app that sends no identity to its container, and back", async () => {
    const follow = await ContainerPage.follower(life());
    const { traceId, resource, links } = await spanOf(life(), APPS.silent);
    expect(resource).toMatchObject({ "container.address": address(APPS.silent) });
    expect(resource).not.toHaveProperty(["container.id"]);
    expect(links.map(({ label }) => label)).toEqual(["Container", "Container logs"]);
    for (const { url } of links) {
      await known(url, async () => {
        const page = await follow(url);
        expect(page.values).toMatchObject({
          container: APPS.silent,
          id: shortId(APPS.silent),
          address: address(APPS.silent),
        });
        const cpu = await page.series("CPU at the same time");
        expect(cpu.map(({ container_name }) => container_name)).toEqual([APPS.silent]);
        const lines = await page.lines();
        expect(new Set(lines.map(({ line }) => line))).toEqual(new Set([`${APPS.silent} works`]));
        expect(await page.traces()).toContain(traceId);
        const metrics = await page.series("Application metrics");
        expect(metrics.map(({ __name__ }) => __name__)).toContain("work_done");
        return true;
      });
    }
  });

  it("links from a span that contains only its container's name to that container", async () => {
    const follow = await ContainerPage.follower(life());
    const named = { "service.name": "e2e-by-name", "container.name": APPS.silent };
    await sendAll(life().stack.url("otlpHttpPort"), named, `e2e_by_name_${Date.now()}`);
    const { traceId, resource, links } = await spanOf(life(), "e2e-by-name");
    expect(Object.keys(resource).filter((key) => key.startsWith("container."))).toEqual([
      "container.name",
    ]);
    expect(links.map(({ label }) => label)).toEqual(["Container", "Container logs"]);
    for (const { url } of links) {
      await known(url, async () => {
        const page = await follow(url);
        expect(page.values).toMatchObject({ container: APPS.silent, id: shortId(APPS.silent) });
        expect(await page.traces()).toContain(traceId);
        return true;
      });
    }
  });

  it("finds the container of an app that only logs, and of one that only sends metrics", async () => {
    const follow = await ContainerPage.follower(life());
    for (const name of [APPS.logger, APPS.meter]) {
      await known(name, async () => {
        const url = `/d/container/container?var-of=${address(name)}&time=${Date.now()}&time.window=600000`;
        const page = await follow(url);
        expect(page.values).toMatchObject({ container: name, id: shortId(name) });
        const lines = (await page.lines()).map(({ line }) => line);
        const metrics = (await page.series("Application metrics")).map(({ __name__ }) => __name__);
        if (name === APPS.logger) expect(lines).toContain(`${name} works`);
        else expect(metrics).toContain("work_done");
        return true;
      });
    }
  });

  it("lists the serving containers by the address on their spans", async () => {
    const [board] = await provisionedBoards(life().stack, ["services"]);
    const panel = (board === undefined ? [] : panelsOf(board)).find(
      ({ title }) => title === "Serving containers",
    );
    const [target] = panel?.targets ?? [];
    if (target === undefined) throw new Error("the panel does not exist");
    const values = { environment: "..*", service: APPS.silent };
    await known("request metrics of its container", async () => {
      const query = filled(target.expr ?? "", target, values);
      const found = await promql(life().stack.url("prometheusPort"), query);
      expect(found.map(({ metric }) => metric["container_name"])).toEqual([APPS.silent]);
      return true;
    });
  });

  it("shows nothing for an address or an ID without a container", async () => {
    const follow = await ContainerPage.follower(life());
    for (const of of ["172.31.255.254@nowhere", "ffffffffffff"]) {
      const url = `/d/container/container?var-of=${of}&time=${Date.now()}&time.window=600000`;
      const page = await follow(url);
      expect(page.values).toMatchObject({ container: "", id: "", address: "" });
      for (const title of ["CPU at the same time", "Application metrics"]) {
        expect(await page.series(title), title).toEqual([]);
      }
      expect(await page.lines()).toEqual([]);
      expect(await page.traces()).toEqual([]);
    }
  });

  it("distinguishes containers that had the same address one after the other", async () => {
    const follow = await ContainerPage.follower(life());
    type Span = Awaited<ReturnType<typeof spanOf>>;
    const leadsTo = async (name: string, id: string, { links }: Span) =>
      known(`${name}: ${links[0]?.url}`, async () => {
        const page = await follow(links[0]?.url ?? "");
        expect(page.values).toMatchObject({ container: name, id });
        return page;
      });
    /** Follows the link in the table of instances to the time in which only this container had the address. */
    const hasAlone = async (name: string, id: string, own: Span, others?: Span) => {
      const page = await leadsTo(name, id, own);
      await known(`the traces of ${name} alone`, async () => {
        const alone = await follow(await page.instanceLink(id));
        expect(alone.values).toMatchObject({ container: name, id });
        const traces = await alone.traces();
        expect(traces).toContain(own.traceId);
        expect(traces).not.toContain(others?.traceId);
        return true;
      });
    };

    const ip = ipOf(APPS.first, NETWORK);
    const firstId = shortId(APPS.first);
    const before = await spanOf(life(), APPS.first);
    await hasAlone(APPS.first, firstId, before);

    docker("stop", APPS.first);
    start({ name: APPS.second });
    expect(ipOf(APPS.second, NETWORK)).toBe(ip);
    const secondId = shortId(APPS.second);
    const after = await spanOf(life(), APPS.second);
    expect(after.resource["container.address"]).toBe(before.resource["container.address"]);
    await hasAlone(APPS.second, secondId, after, before);
    await hasAlone(APPS.first, firstId, before, after);
    // Both had the address around the time of the span, so data that has only the address is shown for neither.
    const page = await leadsTo(APPS.second, secondId, after);
    expect(page.values["address"]).toBe("");
    expect(await page.traces()).not.toContain(before.traceId);
  }, 400_000);
}

function withoutContainer(life: () => Life): void {
  it("shows no link on a span from outside of containers, or from the host's network, through a published port", async () => {
    const endpoint = life().stack.url("otlpHttpPort");
    await sendAll(endpoint, { "service.name": "e2e-outside" }, `e2e_outside_${Date.now()}`);
    start({ name: APPS.onHost, network: "host", endpoint });
    for (const service of ["e2e-outside", APPS.onHost]) {
      const { resource, links } = await spanOf(life(), service);
      expect(Object.keys(resource).filter((key) => key.startsWith("container."))).toEqual([]);
      expect(links).toEqual([]);
    }
  });
}

function byLabel(life: () => Life): void {
  it("scrapes a labelled container at its path, and adds its names", async () => {
    for (const metric of ["work_items", "work_requests_total", "up"]) {
      const [series] = await known(metric, async () => {
        const query = `${metric}{container_name="${APPS.good}"}`;
        const found = await promql(life().stack.url("prometheusPort"), query);
        return found.length > 0 ? found : undefined;
      });
      expect(series?.metric).toMatchObject({
        job: "e2e-jobs",
        instance: `${APPS.good}:8080`,
        container_id: shortId(APPS.good),
        host_name: docker("info", "--format", "{{.Name}}"),
        deployment_environment_name: STACK,
        environment: STACK,
      });
    }
  });

  it("reports a labelled container whose port does not answer, and one with an invalid port on another network", async () => {
    await known("both in the list", async () => {
      const named = `container_name=~"${APPS.wrong}|${APPS.elsewhere}"`;
      const query = `count by (container_name) (container_network_info{${named}})`;
      return (await promql(life().stack.url("prometheusPort"), query)).length === 2 || undefined;
    });
    await reported(
      () => life().stack.verify(["--json"]),
      [
        /e2e-wrong-port: port 8081 does not serve metrics/,
        /e2e-elsewhere: label prometheus-port: not valid \(abc\)/,
        /e2e-elsewhere: not on the network observability-e2e \(on e2e-other\)/,
      ],
    );
  });
}
