import { expect, it } from "vitest";
import { docker } from "../../../testing/e2e/engine";
import { type Life } from "../../../testing/e2e/life";
import {
  eventually,
  getJson,
  getText,
  logql,
  promql,
  sendAll,
  traceql,
} from "../../../testing/e2e/stores";

/** Telemetry that apps send over OTLP. */
export function appSignals(life: () => Life): void {
  it("finds nothing to do right after up", async () => {
    const { status, output } = await life().stack.preview(["--refresh", "--expect-no-changes"]);
    expect(status, output).toBe(0);
  });

  it("stores a trace, a log record and a metric of an app, with the ID of its container", async () => {
    const mark = `e2e_${Date.now()}`;
    const id = docker("inspect", "--format", "{{.Id}}", "e2e-foreign");
    const { traceId } = await sendAll(
      life().stack.url("otlpHttpPort"),
      { "service.name": "e2e-shop", "container.id": id },
      mark,
    );
    const short = id.slice(0, 12);

    await eventually("the span by its id", async () => {
      const text = await getText(life().stack.url("tempoPort"), `/api/traces/${traceId}`);
      return text.includes(mark) ? true : undefined;
    });
    const found = await eventually("the span by its container", async () => {
      const query = `{ resource.container.id = "${short}" && name = "${mark}" }`;
      const traces = await traceql(life().stack.url("tempoPort"), query);
      return traces.length > 0 ? traces : undefined;
    });
    expect(found.map(({ traceID }) => traceID.padStart(32, "0"))).toEqual([traceId]);

    const [line] = await eventually("the log record", async () => {
      const lines = await logql(
        life().stack.url("lokiPort"),
        `{service_name="e2e-shop"} |= "${mark}"`,
      );
      return lines.length > 0 ? lines : undefined;
    });
    expect(line?.labels).toMatchObject({
      container_id: short,
      trace_id: traceId,
      deployment_environment_name: "e2e",
      environment: "e2e",
    });

    const [point] = await eventually("the metric", async () => {
      const series = await promql(life().stack.url("prometheusPort"), mark);
      return series.length > 0 ? series : undefined;
    });
    expect(point?.value?.[1]).toBe("42");
    expect(point?.metric).toMatchObject({
      container_id: short,
      service_name: "e2e-shop",
      job: "e2e-shop",
      deployment_environment_name: "e2e",
      environment: "e2e",
    });
  });

  it("adds the environment to app telemetry, also under its short name, and keeps the app's own environment", async () => {
    const mark = `e2e_environment_${Date.now()}`;
    const endpoint = life().stack.url("otlpHttpPort");
    await sendAll(endpoint, { "service.name": "e2e-plain" }, mark);
    await sendAll(endpoint, { "service.name": "e2e-own", environment: "mine" }, mark);
    const canary = { "service.name": "e2e-canary", "deployment.environment.name": "canary" };
    await sendAll(endpoint, canary, mark);
    for (const environment of ["e2e", "mine", "canary"]) {
      await eventually(`the span in ${environment}`, async () => {
        const query = `{ resource.environment = "${environment}" && name = "${mark}" }`;
        return (await traceql(life().stack.url("tempoPort"), query))[0];
      });
      await eventually(`the log record in ${environment}`, async () => {
        const query = `{environment="${environment}"} |= "${mark}"`;
        return (await logql(life().stack.url("lokiPort"), query))[0];
      });
      await eventually(`the metric in ${environment}`, async () => {
        const query = `${mark}{environment="${environment}"}`;
        return (await promql(life().stack.url("prometheusPort"), query))[0];
      });
    }
  });

  it("treats a container's default host name as its ID, and keeps other host names", async () => {
    const [first, second] = [`e2e_host_${Date.now()}`, `e2e_vm_${Date.now()}`];
    const endpoint = life().stack.url("otlpHttpPort");
    await sendAll(endpoint, { "service.name": "e2e-a", "host.name": "0123456789ab" }, first);
    await sendAll(endpoint, { "service.name": "e2e-b", "host.name": "web-1" }, second);
    const labels = async (mark: string) => {
      const [series] = await eventually(mark, async () => {
        const found = await promql(life().stack.url("prometheusPort"), mark);
        return found.length > 0 ? found : undefined;
      });
      return series?.metric ?? {};
    };
    const [container, machine] = [await labels(first), await labels(second)];
    expect(container).toMatchObject({ container_id: "0123456789ab" });
    expect(container).not.toHaveProperty("host_name");
    expect(machine).toMatchObject({ host_name: "web-1" });
    expect(machine).not.toHaveProperty("container_id");
  });

  it("generates request metrics with exemplars from spans", async () => {
    await eventually("span metrics", async () => {
      const query = 'traces_spanmetrics_calls_total{service="e2e-shop", environment="e2e"}';
      return (await promql(life().stack.url("prometheusPort"), query))[0];
    });
    await eventually("an exemplar", async () => {
      const { data } = await getJson<{ data: { exemplars: { labels: object }[] }[] }>(
        life().stack.url("prometheusPort"),
        "/api/v1/query_exemplars",
        {
          query: 'traces_spanmetrics_latency_bucket{service="e2e-shop"}',
          start: String(Date.now() / 1000 - 600),
          end: String(Date.now() / 1000),
        },
      );
      return data[0]?.exemplars[0]?.labels;
    });
  });
}
