import { expect, it } from "vitest";
import { ContainerPage } from "../../../testing/e2e/container-page";
import { docker } from "../../../testing/e2e/engine";
import {
  provisionedSources,
  spanLinks,
  traceLogsQuery,
  type Resource,
} from "../../../testing/e2e/grafana-links";
import { type Life, NETWORK, PREFIX, shortId, STACK } from "../../../testing/e2e/life";
import { eventually, getJson, logql, promql, traceql } from "../../../testing/e2e/stores";

const SERVICES = ["shop", "cart", "stock"] as const;
const container = (service: string) => `${PREFIX}demo-${service}`;

interface Trace {
  batches: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
  }[];
}

/** The path from a span to its container and back, with exactly the queries that Grafana runs. */
export function correlation(life: () => Life): void {
  const url = (port: "tempoPort" | "lokiPort" | "prometheusPort") => life().stack.url(port);
  const demo = (...words: string[]) => life().clone.npm("demo", ["--stack", STACK, ...words]);
  const tempo = () => {
    const source = provisionedSources(`${PREFIX}grafana`).get("tempo");
    if (source === undefined) throw new Error("Tempo is not provisioned");
    return source;
  };

  let traceId = "";
  const resources = new Map<string, Resource>();
  const ids = new Map<string, string>();

  it("starts the demo, three apps with real SDKs that call each other", async () => {
    const { status, output } = await demo();
    expect(status, output).toBe(0);
    for (const service of SERVICES) ids.set(service, shortId(container(service)));

    await eventually("a trace through all three", async () => {
      const query = '{ name = "place order" } && { resource.service.name = "stock" }';
      for (const { traceID } of await traceql(url("tempoPort"), query)) {
        const { batches } = await getJson<Trace>(url("tempoPort"), `/api/traces/${traceID}`);
        for (const { resource } of batches) {
          const attributes = Object.fromEntries(
            resource.attributes.map(({ key, value }) => [key, value.stringValue ?? ""]),
          );
          resources.set(attributes["service.name"] ?? "", attributes);
        }
        traceId = traceID.padStart(32, "0");
        if (SERVICES.every((service) => resources.has(service))) return true;
      }
      return undefined;
    });
  });

  it("matches each app to its container, whatever its SDK sends", () => {
    for (const service of SERVICES) {
      expect(resources.get(service), service).toMatchObject({ "container.id": ids.get(service) });
    }
    // The identity helper knows the name before the container starts, and passes it to the app.
    expect(resources.get("stock")).toMatchObject({
      "container.name": container("stock"),
      "host.name": docker("info", "--format", "{{.Name}}"),
    });
    expect(resources.get("shop")).not.toHaveProperty(["container.name"]);
    // A container's default host name is not the name of a host.
    expect(resources.get("cart")).not.toHaveProperty(["host.name"]);
  });

  it("has the same ID on spans, OTLP logs, printed lines, OTLP metrics and container metrics", async () => {
    for (const service of SERVICES) {
      const id = ids.get(service) ?? "";
      const sent = await eventually(`${service}'s records`, async () => {
        const lines = await logql(
          url("lokiPort"),
          `{service_name="${service}"} | scope_name = "demo"`,
        );
        return lines.length > 0 ? lines : undefined;
      });
      expect(new Set(sent.map(({ labels }) => labels["container_id"]))).toEqual(new Set([id]));
      const printed = await logql(
        url("lokiPort"),
        `{deployment_environment_name="${STACK}"} | log_iostream = "stdout" | container_id = "${id}"`,
      );
      expect(
        printed.some(({ line }) => line.includes(`${service} handled`)),
        service,
      ).toBe(true);
      const [metric] = await eventually(`${service}'s metric`, async () => {
        const series = await promql(
          url("prometheusPort"),
          `demo_requests_total{service_name="${service}"}`,
        );
        return series.length > 0 ? series : undefined;
      });
      expect(metric?.metric["container_id"]).toBe(id);
      const [series] = await eventually(`${service}'s container`, async () => {
        const query = `container_memory_working_set_bytes{container_name="${container(service)}"}`;
        const found = await promql(url("prometheusPort"), query);
        return found.length > 0 ? found : undefined;
      });
      expect(series?.metric["container_id"]).toBe(id);
    }
  });

  it("links from a span to all log lines of its trace, printed or sent, and to no others", async () => {
    const query = traceLogsQuery(tempo(), traceId);
    const found = await eventually(query, async () => {
      const lines = await logql(url("lokiPort"), query);
      return lines.length >= 2 * SERVICES.length ? lines : undefined;
    });
    expect(new Set(found.map(({ labels }) => labels["trace_id"]))).toEqual(new Set([traceId]));
    for (const service of SERVICES) {
      const own = found.filter(({ labels }) => labels["container_id"] === ids.get(service));
      const ways = own.map(({ labels }) => labels["log_iostream"] ?? "otlp").sort();
      expect(ways, service).toEqual(["otlp", "stdout"]);
    }
    expect(found).toHaveLength(2 * SERVICES.length);
  });

  it.each(SERVICES)(
    "links from a span of %s to its container's dashboard and logs",
    async (service) => {
      const links = spanLinks(tempo(), resources.get(service) ?? {}, Date.now());
      expect(links.map(({ label }) => label)).toEqual(["Container", "Container logs"]);
      const follow = await ContainerPage.follower(life());
      for (const { url: link } of links) {
        await eventually(link, async () => {
          const page = await follow(link);
          const id = ids.get(service) ?? "";
          expect(page.values).toMatchObject({ container: container(service), id });
          const cpu = await page.series("CPU at the same time");
          expect(cpu.map(({ container_name }) => container_name)).toEqual([container(service)]);
          const lines = await page.lines();
          expect(new Set(lines.map(({ labels }) => labels["container_id"]))).toEqual(new Set([id]));
          expect(await page.traces()).toContain(traceId);
          return true;
        });
      }
    },
  );

  it("links from a log line, printed or sent, and from an exemplar to the trace", async () => {
    const sources = provisionedSources(`${PREFIX}grafana`);
    const [derived] = sources.get("loki")?.jsonData.derivedFields ?? [];
    expect(derived).toMatchObject({ matcherType: "label", datasourceUid: "tempo" });
    const lines = await logql(url("lokiPort"), traceLogsQuery(tempo(), traceId));
    for (const { labels } of lines) {
      expect(labels[derived?.matcherRegex ?? ""]).toBe(traceId);
    }

    const names = sources.get("prometheus")?.jsonData.exemplarTraceIdDestinations ?? [];
    const exemplar = await eventually("an exemplar of cart", async () => {
      const { data } = await getJson<{
        data: { exemplars: { labels: Record<string, string> }[] }[];
      }>(url("prometheusPort"), "/api/v1/query_exemplars", {
        query: 'traces_spanmetrics_latency_bucket{service="cart"}',
        start: String(Date.now() / 1000 - 600),
        end: String(Date.now() / 1000),
      });
      return data[0]?.exemplars[0]?.labels;
    });
    const [found] = names.map(({ name }) => exemplar[name]).filter(Boolean);
    const { batches } = await getJson<Trace>(url("tempoPort"), `/api/traces/${found ?? ""}`);
    expect(JSON.stringify(batches)).toContain('"cart"');
  });

  it("links from a container to its traces, and from the service map to the services", async () => {
    for (const service of SERVICES) {
      const query = `{ resource.container.id = "${ids.get(service) ?? ""}" } | select(resource.service.name)`;
      const traces = (await traceql(url("tempoPort"), query)) as unknown as {
        spanSets: { spans: { attributes: { key: string; value: { stringValue: string } }[] }[] }[];
      }[];
      const names = traces.flatMap(({ spanSets }) =>
        spanSets.flatMap(({ spans }) =>
          spans.flatMap(({ attributes }) =>
            attributes
              .filter(({ key }) => key === "service.name")
              .map(({ value }) => value.stringValue),
          ),
        ),
      );
      expect(new Set(names), query).toEqual(new Set([service]));
    }
    for (const [client, server] of [
      ["shop", "cart"],
      ["cart", "stock"],
    ]) {
      await eventually(`the edge ${client} -> ${server}`, async () => {
        const query = `traces_service_graph_request_total{client="${client}", server="${server}"}`;
        return (await promql(url("prometheusPort"), query))[0];
      });
    }
  });

  it.each([
    ["slow", '{ resource.service.name = "stock" && duration > 1s }'],
    ["failing", '{ resource.service.name = "stock" && status = error }'],
  ])("finds the demo's service stock while it is %s", async (fault, query) => {
    const { status, output } = await demo("--fault", fault);
    expect(status, output).toBe(0);
    await eventually(query, async () => (await traceql(url("tempoPort"), query))[0]);
    expect((await demo("--fault", "none")).status).toBe(0);
  });

  it("finds the data of earlier instances of a recreated container by its name", async () => {
    const before = new Map(ids);
    const known = (service: string) =>
      promql(
        url("prometheusPort"),
        `container:last_seen_timestamp_seconds{container_name="${container(service)}"}`,
      );
    await eventually("the names of the first containers", async () => {
      const found = await Promise.all(SERVICES.map(known));
      return found.every((series) => series.length > 0) ? true : undefined;
    });
    expect((await demo()).status).toBe(0);
    for (const service of SERVICES) {
      const now = shortId(container(service));
      expect(now).not.toBe(before.get(service));
      const generations = await eventually(`both generations of ${service}`, async () => {
        const found = (await known(service)).map(({ metric }) => metric["container_id"] ?? "");
        return found.includes(now) ? found : undefined;
      });
      expect(generations.sort()).toEqual([before.get(service) ?? "", now].sort());

      const old = before.get(service) ?? "";
      const lines = await logql(
        url("lokiPort"),
        `{deployment_environment_name="${STACK}"} | container_id = "${old}"`,
      );
      expect(lines.length, service).toBeGreaterThan(0);
      const traces = await traceql(url("tempoPort"), `{ resource.container.id = "${old}" }`);
      expect(traces.length, service).toBeGreaterThan(0);
      const memory = await promql(
        url("prometheusPort"),
        `container_memory_working_set_bytes{container_name="${container(service)}"}[10m]`,
      );
      expect(memory.map(({ metric }) => metric["container_id"])).toContain(old);
    }
  });

  it("removes the demo and keeps its telemetry", async () => {
    const { status, output } = await demo("--down");
    expect(status, output).toBe(0);
    for (const service of SERVICES) expect(output).toContain(container(service));
    expect(docker("ps", "-aq", "--filter", `label=container-observability.demo=${NETWORK}`)).toBe(
      "",
    );
    const text = await getJson<Trace>(url("tempoPort"), `/api/traces/${traceId}`);
    expect(text.batches.length).toBeGreaterThan(0);
  });
}
