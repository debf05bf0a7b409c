import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clone } from "../../../testing/e2e/clone";
import type { Stack } from "../../../testing/e2e/stack";
import { Consumer } from "../../../testing/e2e/consumer";
import { containerIds, docker, health } from "../../../testing/e2e/engine";
import { eventually, getJson } from "../../../testing/e2e/stores";

interface Targets {
  data: { activeTargets: { scrapePool: string; health: string; labels: Record<string, string> }[] };
}
interface Alerts {
  data: { alerts: { labels: Record<string, string>; state: string }[] };
}
interface Board {
  dashboard: { title: string };
  meta: { folderTitle: string };
}

const UID = "own-monitoring-load";
const ALERT = "OwnExporterDown";

/** Extensions that another project adds to a running stack, from its first `up` to its `destroy`. */
export function extensions(pipeline: () => { clone: Clone; stack: Stack }): void {
  describe("a project with its own scrape target, dashboard and alert", () => {
    let consumer: Consumer;
    let before: Map<string, string>;

    const stack = () => pipeline().stack;
    const ownContainers = () => containerIds(stack().container(""), "-a");
    const publisher = () => {
      const id = docker(
        "ps",
        "-q",
        "--filter",
        `label=container-observability.extends=${stack().container("").slice(0, -1)}`,
      );
      expect(id).toMatch(/^[0-9a-f]{12}$/);
      return id;
    };
    const job = async () => {
      const { data } = await getJson<Targets>(stack().url("prometheusPort"), "/api/v1/targets");
      return data.activeTargets.find(({ scrapePool }) => scrapePool === "own-monitoring");
    };
    const alert = async () => {
      const { data } = await getJson<Alerts>(stack().url("prometheusPort"), "/api/v1/alerts");
      return data.alerts.find(({ labels }) => labels["alertname"] === ALERT);
    };
    const grafana = async <T>(path: string) => {
      return getJson<T>(stack().url("grafanaPort"), path, {}, await login);
    };
    const board = () => grafana<Board>(`/api/dashboards/uid/${UID}`);
    let outputs: Promise<Record<string, string>>;
    let login: Promise<Record<string, string>>;

    beforeAll(async () => {
      before = ownContainers();
      outputs = stack().outputs();
      login = stack().grafanaLogin();
      const settings = { stack: `organization/container-observability/${stack().name}` };
      consumer = new Consumer(pipeline().clone, "own-monitoring", "mon", settings);
      await consumer.begin();
    });
    afterAll(async () => {
      await consumer.destroy();
    });

    it("adds them without changing any container of the stack", async () => {
      const { status, output } = await consumer.up();
      expect(status, output).toBe(0);
      const target = await eventually("the target", async () => {
        const found = await job();
        return found?.health === "up" ? found : undefined;
      });
      const { hostName = "", environment = "" } = await outputs;
      expect(target.labels).toMatchObject({
        team: "shop",
        host_name: hostName,
        deployment_environment_name: environment,
      });
      const { dashboard, meta } = await eventually("the dashboard", board);
      expect([dashboard.title, meta.folderTitle]).toEqual(["Load of the host", "Own monitoring"]);
      expect(ownContainers()).toEqual(before);
      const again = await consumer.preview("--refresh", "--expect-no-changes");
      expect(again.status, again.output).toBe(0);
      const pipeline = await stack().preview(["--expect-no-changes"]);
      expect(pipeline.status, pipeline.output).toBe(0);
    });

    it("rejects a broken rule with promtool's output, and keeps the published files", async () => {
      const running = publisher();
      consumer.edit("index.ts", (text) => text.replace("expr: 'up{", "expr: 'rate(up{"));
      const { status, output } = await consumer.up();
      expect(status).not.toBe(0);
      expect(output).toMatch(
        /PipelineExtension monitoring was rejected\. Its previous files stay published/,
      );
      expect(output).toMatch(/could not parse expression: .*unclosed left parenthesis/);
      expect(output).not.toMatch(/\bat .*\.ts:\d+/);
      expect(publisher()).toBe(running);
      expect((await job())?.health).toBe("up");
      consumer.edit("index.ts", (text) => text.replace("expr: 'rate(up{", "expr: 'up{"));
    });

    it("updates a changed dashboard and alert without a restart", async () => {
      consumer.edit("dashboards/load.json", (text) => text.replace("Load of the host", "Load"));
      consumer.edit("index.ts", (text) =>
        text.replace(/expr: 'up.*',/, "expr: 'vector(1)',").replace('for: "1m"', 'for: "0s"'),
      );
      const { status, output } = await consumer.up();
      expect(status, output).toBe(0);
      const fired = await eventually("the alert", alert);
      expect(fired).toMatchObject({ state: "firing", labels: { severity: "warning" } });
      await eventually("the dashboard", async () =>
        (await board()).dashboard.title === "Load" ? true : undefined,
      );
      expect(ownContainers()).toEqual(before);
    });

    it("recovers if its publisher crashes", async () => {
      const id = publisher();
      process.kill(Number(docker("inspect", "--format", "{{.State.Pid}}", id)), "SIGKILL");
      await eventually("the publisher", () =>
        Promise.resolve(
          docker("inspect", "--format", "{{.RestartCount}}", id) === "1" && health(id) === "healthy"
            ? true
            : undefined,
        ),
      );
      expect((await job())?.health).toBe("up");
    });

    it("prevents down of the stack, which reports its name", async () => {
      const { status, output } = await stack().down();
      expect(status).not.toBe(0);
      expect(output).toMatch(
        /other projects still use it.*extension own-monitoring-mon-monitoring/s,
      );
      expect(ownContainers()).toEqual(before);
    });

    it("removes everything, and leaves the stack unchanged", async () => {
      const { status, output } = await consumer.destroy();
      expect(status, output).toBe(0);
      await eventually("no target", async () => ((await job()) === undefined ? true : undefined));
      await eventually("no alert", async () => ((await alert()) === undefined ? true : undefined));
      await eventually("no dashboard", async () => {
        const found = await grafana<{ uid: string }[]>("/api/search");
        return found.every(({ uid }) => uid !== UID) ? true : undefined;
      });
      const left = docker(
        "exec",
        stack().container("prometheus"),
        "find",
        "/extensions",
        "-type",
        "f",
      );
      expect(left).toBe("");
      expect(ownContainers()).toEqual(before);
      const pipeline = await stack().preview(["--expect-no-changes"]);
      expect(pipeline.status, pipeline.output).toBe(0);
    });
  });
}
