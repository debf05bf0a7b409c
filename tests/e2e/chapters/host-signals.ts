import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { containerIds, docker } from "../../../testing/e2e/engine";
import { type Life, PREFIX, SERVICES, shortId } from "../../../testing/e2e/life";
import { eventually, getJson, logql, promql } from "../../../testing/e2e/stores";

/** Data about the host: container metrics, container logs, and the pipeline itself. */
export function hostSignals(life: () => Life): void {
  const everyMetric = [
    "container_cpu_usage_seconds_total",
    "container_memory_working_set_bytes",
    "container:cpu_usage_cores:rate",
    "container:network_receive_bytes:rate",
    "container:network_transmit_bytes:rate",
    "container:fs_reads_bytes:rate",
    "container:fs_writes_bytes:rate",
  ];

  it.each(everyMetric)(
    "has %s of every running container, with its name, even if it is not part of the stack",
    async (metric) => {
      await eventually(metric, async () => {
        // Lists them in each attempt, because other stacks on the engine start and stop containers.
        const running = [...containerIds("").keys()].sort();
        expect(running.length).toBeGreaterThanOrEqual(SERVICES.length + 3);
        const series = await promql(life().stack.url("prometheusPort"), metric);
        const named = new Set(series.map(({ metric: labels }) => labels["container_name"]));
        const without = running.filter((name) => !named.has(name));
        if (without.length > 0) throw new Error(`no series of ${without.join(", ")}`);
        return true;
      });
    },
  );

  it("counts the bytes that a container writes to a disk", async () => {
    await eventually("written bytes", async () => {
      const query = 'container:fs_writes_bytes:rate{container_name="e2e-writer"} > 1000';
      return (await promql(life().stack.url("prometheusPort"), query))[0];
    });
  });

  it("labels a container's series only with its ID, image, host and compose names", async () => {
    const [series] = await promql(
      life().stack.url("prometheusPort"),
      'container_memory_working_set_bytes{container_name="e2e-named"}',
    );
    expect(series?.metric).toEqual({
      __name__: "container_memory_working_set_bytes",
      container_id: shortId("e2e-named"),
      container_name: "e2e-named",
      image: "busybox:1.37",
      compose_project: "shop",
      compose_service: "web",
      host_name: docker("info", "--format", "{{.Name}}"),
      deployment_environment_name: "e2e",
      environment: "e2e",
      instance: "cadvisor:8080",
      job: "docker",
    });
  });

  it("adds the environment under both names to everything that is scraped, read from the host or recorded", async () => {
    const prometheus = life().stack.url("prometheusPort");
    for (const metric of ["up", "system_memory_usage_bytes", "host:running_containers:count"]) {
      await eventually(metric, async () => {
        return (await promql(prometheus, `${metric}{environment="e2e"}`))[0];
      });
    }
    // The two names may have different values on app telemetry, but both must exist.
    const without = await promql(
      prometheus,
      'count by (__name__) ({deployment_environment_name!="", environment=""})',
    );
    expect(without.map(({ metric }) => metric["__name__"])).toEqual([]);
  });

  it("has the lines of every container that prints, with its ID", async () => {
    const printing = [...containerIds("")].filter(
      ([name]) => name.startsWith("e2e-") || hasPrinted(name),
    );
    for (const [name, id] of printing) {
      await eventually(`lines of ${name}`, async () => {
        // A container of another stack may have been removed meanwhile.
        if (!containerIds("").has(name)) return true;
        const query = `{host_name=~".+"} | container_id = "${id.slice(0, 12)}"`;
        return (await logql(life().stack.url("lokiPort"), query))[0];
      });
    }
  });

  it("adds name, compose service, stream and the engine's time to the lines of a named container", async () => {
    const lines = await logql(life().stack.url("lokiPort"), '{container_name="e2e-named"}');
    const third = lines.find(({ line }) => line === "line 3");
    expect(third?.labels).toMatchObject({
      compose_project: "shop",
      compose_service: "web",
      log_iostream: "stdout",
      container_id: shortId("e2e-named"),
    });
    const [stamp = ""] =
      docker("logs", "--timestamps", "e2e-named")
        .split("\n")
        .find((row) => row.endsWith("line 3"))
        ?.split(" ") ?? [];
    const [seconds = "", fraction = ""] = stamp.replace("Z", "").split(".");
    expect(third?.time).toBe(`${Date.parse(`${seconds}Z`) / 1000}${fraction.padEnd(9, "0")}`);
  });

  it("adds the container names to the lines of the pipeline's own containers", async () => {
    for (const service of SERVICES) {
      const lines = await eventually(service, async () => {
        const found = await logql(
          life().stack.url("lokiPort"),
          `{environment="e2e", container_name="${PREFIX}${service}"}`,
        );
        return found.length > 0 ? found : undefined;
      });
      expect(lines[0]?.labels["container_image_name"]).toMatch(/:/);
    }
  });

  it("scrapes every part of the pipeline", async () => {
    await eventually("all targets up", async () => {
      const down = await promql(life().stack.url("prometheusPort"), "up == 0");
      const up = await promql(life().stack.url("prometheusPort"), "up == 1");
      if (down.length > 0) throw new Error(down.map(({ metric }) => metric["job"]).join());
      return up.length >= 7 ? true : undefined;
    });
    expect(
      (await promql(life().stack.url("prometheusPort"), "system_memory_usage_bytes")).length,
    ).toBeGreaterThan(0);
  });

  it("gives only the administrator access to Grafana, which has the data sources and the dashboard", async () => {
    const base = life().stack.url("grafanaPort");
    const headers = await life().stack.grafanaLogin();
    const sources = await getJson<{ uid: string }[]>(base, "/api/datasources", {}, headers);
    expect(sources.map(({ uid }) => uid).sort()).toEqual(["loki", "prometheus", "tempo"]);
    const { dashboard } = await getJson<{ dashboard: { title: string } }>(
      base,
      "/api/dashboards/uid/containers",
      {},
      headers,
    );
    expect(dashboard.title).toBe("Containers");
    await expect(getJson(base, "/api/datasources")).rejects.toThrow(/401/);
    const wrong = { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` };
    await expect(getJson(base, "/api/datasources", {}, wrong)).rejects.toThrow(/401/);
  });

  it("reads each line exactly once across a restart of the agent, however long the line is", async () => {
    const lines = 300;
    // The long line is printed in two parts, with a line on the other stream between them.
    const part = "head -c 20000 /dev/zero | tr '\\0' x";
    const script = [
      `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo "count $i"; sleep 0.02; done`,
      `${part}; sleep 1; echo between >&2; sleep 1; ${part}; echo; sleep 1000`,
    ].join("; ");
    docker(
      "run",
      "-d",
      "--name",
      "e2e-counter",
      "--log-opt",
      "tag={{.Name}}",
      "busybox:1.37",
      "sh",
      "-c",
      script,
    );
    await eventually(
      "the first lines",
      async () => (await logql(life().stack.url("lokiPort"), '{container_name="e2e-counter"}'))[0],
    );
    docker("restart", "-t", "30", `${PREFIX}agent`);
    const found = await eventually("the last line", async () => {
      const all = await logql(life().stack.url("lokiPort"), '{container_name="e2e-counter"}');
      return all.some(({ line }) => line.startsWith("xxx")) ? all : undefined;
    });
    const counted = found
      .filter(({ line }) => line.startsWith("count "))
      .map(({ line }) => Number(line.slice(6)));
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: lines }, (_, i) => i + 1));
    const long = found.filter(({ line }) => line.startsWith("xxx")).map(({ line }) => line.length);
    expect(long).toEqual([40000]);
    const between = found.filter(({ line }) => line === "between");
    expect(between.map(({ labels }) => labels["log_iostream"])).toEqual(["stderr"]);
  });
}

/** Returns whether the container has printed a line; false if it was removed meanwhile. */
function hasPrinted(container: string): boolean {
  const { status, stdout, stderr } = spawnSync("docker", ["logs", "--tail", "1", container]);
  return status === 0 && stdout.length + stderr.length > 0;
}
