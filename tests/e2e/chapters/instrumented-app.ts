import { afterAll, beforeAll, expect, it } from "vitest";
import { VERSION } from "../../../components/settings/version";
import type { Clone } from "../../../testing/e2e/clone";
import type { Stack } from "../../../testing/e2e/stack";
import { Consumer, renameOutput } from "../../../testing/e2e/consumer";
import { containerIds, docker } from "../../../testing/e2e/engine";
import { shortId } from "../../../testing/e2e/life";
import { eventually, getJson, logql, promql, traceql } from "../../../testing/e2e/stores";

const SERVICES = ["shop-web", "shop-stock"] as const;
const PORT = 24310;

/** The example project with an app, which attaches to the pipeline by stack reference. */
export function instrumentedApp(pipeline: () => { clone: Clone; stack: Stack }): void {
  let app: Consumer;
  let before = new Map<string, string>();
  const url = (port: "tempoPort" | "lokiPort" | "prometheusPort") => pipeline().stack.url(port);
  const ofPipeline = () => containerIds(pipeline().stack.container(""), "-a");

  beforeAll(async () => {
    const { clone, stack } = pipeline();
    before = ofPipeline();
    app = new Consumer(clone, "instrumented-app", "app", { stack: stack.name, port: String(PORT) });
    await app.begin();
    const { status, output } = await app.up();
    expect(status, output).toBe(0);
  });

  afterAll(async () => {
    await app.destroy();
  });

  it("answers requests", async () => {
    await eventually("an answer", async () => {
      // The timeout allows a retry: the first request may hang because the second service does not listen yet.
      const signal = AbortSignal.timeout(5000);
      const response = await fetch(`http://127.0.0.1:${PORT}/cart`, { signal });
      return response.ok ? true : undefined;
    });
    const { containerUrl } = await app.outputs();
    expect(containerUrl).toBe(
      `${pipeline().stack.url("grafanaPort")}/d/container?var-container=shop-web`,
    );
  });

  it.each(SERVICES)(
    "joins traces, logs and container metrics of %s under its name",
    async (name) => {
      const id = shortId(name);
      // A trace through both services. Requests before the second service listened have traces only in the first.
      const of = (service: string) =>
        `{ resource.container.name = "${service}" && resource.service.name = "${service}" }`;
      const query = [name, ...SERVICES.filter((other) => other !== name)].map(of).join(" && ");
      const { traceID } = await eventually(
        query,
        async () => (await traceql(url("tempoPort"), query))[0],
      );
      const trace = await getJson<object>(url("tempoPort"), `/api/traces/${traceID}`);
      const told = JSON.stringify(trace);
      // Each service has the ID of its container.
      for (const service of SERVICES) expect(told).toContain(`"${shortId(service)}"`);

      for (const [way, scope] of [
        ["sent", 'scope_name = "shop"'],
        ["printed", 'log_iostream = "stdout"'],
      ]) {
        const logs = `{container_name="${name}"} | ${scope}`;
        const [line] = await eventually(`${way}: ${logs}`, async () => {
          const lines = await logql(url("lokiPort"), logs);
          return lines.length > 0 ? lines : undefined;
        });
        expect(line?.line).toContain("answered /cart");
        expect(line?.labels["container_id"], way).toBe(id);
      }

      const memory = `container_memory_working_set_bytes{container_name="${name}"}`;
      const [series] = await eventually(memory, async () => {
        const found = await promql(url("prometheusPort"), memory);
        return found.length > 0 ? found : undefined;
      });
      expect(series?.metric).toMatchObject({ container_id: id, service_name: name });
    },
  );

  it("finds nothing to do in the second preview", async () => {
    const { status, output } = await app.preview("--refresh", "--expect-no-changes");
    expect(status, output).toBe(0);
  });

  it("fails its preview with one message if the pipeline has renamed an output", async () => {
    const { clone, stack } = pipeline();
    const undo = await renameOutput(clone, stack.name, "networkName", "network");
    try {
      const { status, output } = await app.preview();
      expect(status).not.toBe(0);
      const full = `organization/container-observability/${stack.name}`;
      const errors = output.slice(output.indexOf("Diagnostics:")).match(/error: .*/g);
      expect(errors, output).toEqual([
        `error: The stack ${full} has no output "networkName": container-observability has it from version 0.1.0 on, ` +
          `and that stack was brought up by version ${VERSION}, so its program does not export it. Let that program export every output of the pipeline: docs/reference/packages.md`,
      ]);
      expect(output).not.toMatch(/^\s+at /m);
    } finally {
      await undo();
    }
    expect((await app.preview("--expect-no-changes")).status).toBe(0);
  });

  it("leaves the pipeline unchanged when it is removed", async () => {
    const { status, output } = await app.destroy();
    expect(status, output).toBe(0);
    for (const name of SERVICES) {
      expect(docker("ps", "-aq", "--filter", `name=^${name}$`)).toBe("");
    }
    expect(ofPipeline()).toEqual(before);
    const preview = await pipeline().stack.preview(["--expect-no-changes"]);
    expect(preview.status, preview.output).toBe(0);
  });
}
