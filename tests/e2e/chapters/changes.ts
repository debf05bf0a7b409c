import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { defaults } from "../../../components/settings/defaults";
import { docker, engineMajor, health } from "../../../testing/e2e/engine";
import { type Life, PREFIX, CONTAINERS, shortId } from "../../../testing/e2e/life";
import { eventually, getText, logql, promql, sendAll, traceql } from "../../../testing/e2e/stores";

/** Updates of a running stack. */
export function changes(life: () => Life): void {
  // Three containers at a time that do not depend on each other.
  it.each([
    { removed: ["agent", "loki"], stopped: ["grafana"] },
    { removed: ["collector", "loki-limits"], stopped: ["prometheus"] },
    { removed: ["probe", "tempo"], stopped: ["cadvisor"] },
  ])(
    "brings back exactly $removed after docker rm and $stopped after docker stop",
    async ({ removed, stopped }) => {
      for (const service of removed) docker("rm", "-f", PREFIX + service);
      for (const service of stopped) docker("stop", PREFIX + service);
      const changed = await life().changedByUp();
      // Docker forgets the published ports of a stopped container, so a container with published ports is recreated.
      expect(changed.filter((name) => !stopped.includes(name))).toEqual(removed);
      for (const service of [...removed, ...stopped].filter((name) => CONTAINERS.includes(name))) {
        await eventually(`${service} is healthy`, () =>
          Promise.resolve(health(PREFIX + service) === "healthy" ? true : undefined),
        );
      }
      for (const other of CONTAINERS) {
        expect(docker("inspect", "--format", "{{.State.Running}}", PREFIX + other), other).toBe(
          "true",
        );
      }
    },
  );

  it("keeps the stores' data through all these changes", async () => {
    const lines = await logql(life().stack.url("lokiPort"), '{service_name="e2e-shop"}');
    expect(lines.length).toBeGreaterThan(0);
    expect(
      await traceql(life().stack.url("tempoPort"), '{resource.service.name="e2e-shop"}'),
    ).not.toEqual([]);
  });

  /** Returns the hash of the limits that Loki uses. Fails if Loki could not read the newest ones. */
  async function lokiLimits(): Promise<string> {
    const metrics = await getText(life().stack.url("lokiPort"), "/metrics");
    expect(metrics).toMatch(/loki_runtime_config_last_reload_successful\{.*\} 1\b/);
    return /loki_runtime_config_hash\{.*sha256="(\w+)"/.exec(metrics)?.[1] ?? "none";
  }

  it("applies new retentions, rules and scrape targets without a restart of the stores", async () => {
    const limitsBefore = await lokiLimits();
    expect(limitsBefore).not.toBe("none");
    life().stack.configure({
      metricsRetention: "3d",
      logRetention: "48h",
      traceRetention: "36h",
      scrapeTargets: [{ job: "e2e-own", targets: ["cadvisor:8080"] }],
    });
    expect(await life().changedByUp()).toEqual([
      "grafana-dashboards",
      "loki-limits",
      "prometheus-config",
      "tempo-limits",
    ]);
    await eventually("Prometheus' new configuration", async () => {
      const text = await getText(life().stack.url("prometheusPort"), "/api/v1/status/config");
      return text.includes("e2e-own") && text.includes("3d") ? true : undefined;
    });
    await eventually("Loki's new limits", async () =>
      (await lokiLimits()) === limitsBefore ? undefined : true,
    );
    await eventually("Tempo's new limits", async () =>
      (await getText(life().stack.url("tempoPort"), "/status/overrides/single-tenant")).includes(
        "block_retention: 1d12h",
      )
        ? true
        : undefined,
    );
  });

  it("changes a memory limit in place, and replaces only one container for another image", async () => {
    docker("tag", defaults.tempoImage, "e2e.example.com/tempo:2.9.0-e2e");
    life().stack.configure({ lokiMemoryMiB: 900, tempoImage: "e2e.example.com/tempo:2.9.0-e2e" });
    expect(await life().changedByUp()).toEqual(["tempo"]);
    expect(docker("inspect", "--format", "{{.HostConfig.Memory}}", `${PREFIX}loki`)).toBe(
      String(900 * 2 ** 20),
    );
  });

  it("reverts both, and copies every signal to an upstream endpoint, with its secret headers", async () => {
    const seen = new Map<string, string | undefined>();
    const upstream = createServer((request, response) => {
      seen.set(request.url ?? "", request.headers.authorization);
      request.resume();
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => upstream.listen(0, "0.0.0.0", resolve));
    try {
      const { port } = upstream.address() as AddressInfo;
      life().stack.configure({
        lokiMemoryMiB: undefined,
        tempoImage: undefined,
        upstreamOtlpEndpoint: `http://host.docker.internal:${port}`,
        upstreamOtlpHeaders: { authorization: "Bearer e2e" },
      });
      expect(await life().changedByUp()).toEqual([
        "collector",
        "collector-config",
        "collector-secrets",
        "tempo",
      ]);
      docker("rmi", "e2e.example.com/tempo:2.9.0-e2e");
      await sendAll(life().stack.url("otlpHttpPort"), { "service.name": "e2e-up" }, "e2e_upstream");
      await eventually("all three signals", () =>
        Promise.resolve(
          ["/v1/traces", "/v1/logs", "/v1/metrics"].every((path) => seen.has(path)) || undefined,
        ),
      );
      expect(new Set(seen.values())).toEqual(new Set(["Bearer e2e"]));
      const config = docker("inspect", `${PREFIX}collector`, `${PREFIX}collector-config`);
      expect(config).not.toContain("Bearer e2e");
    } finally {
      upstream.close();
      upstream.closeAllConnections();
    }
  });

  it("stops copying, and omits the logs of containers that a setting excludes", async () => {
    life().stack.configure({
      upstreamOtlpEndpoint: undefined,
      upstreamOtlpHeaders: undefined,
      logExclude: ["e2e-nam*"],
    });
    expect(await life().changedByUp()).toEqual([
      "agent",
      "agent-config",
      "collector",
      "collector-config",
      "collector-secrets",
    ]);
    const newest = async (query: string) => {
      const times = (await logql(life().stack.url("lokiPort"), query)).map(
        ({ time }) => Number(time) / 1e9,
      );
      return Math.max(...times);
    };
    const since = Date.now() / 1000 + 3;
    const foreign = shortId("e2e-foreign");
    await eventually("later lines of another container", async () =>
      (await newest(`{host_name=~".+"} | container_id = "${foreign}"`)) > since + 2
        ? true
        : undefined,
    );
    expect(await newest('{container_name="e2e-named"}')).toBeLessThan(since);
  });

  it("gets the same series over OTLP as from a direct scrape", async () => {
    const base = life().stack.url("prometheusPort");
    const recent = async (since: number) => {
      const found = await promql(
        base,
        // Excludes the series of recording rules, which are not scraped.
        '{job="docker", container_name=~"e2e-(foreign|named)|", __name__!~".+:.+"}[15s]',
      );
      return found
        .filter(({ values }) => Number(values?.at(-1)?.[0]) > since)
        .map(({ metric }) => JSON.stringify(Object.entries(metric).sort()))
        .sort();
    };
    // Each container is read at a different time: the set is complete if it has not changed for a few scrapes.
    const settled = async (since: number) => {
      let last = "";
      let lastChange = Date.now();
      return eventually("a stable set of series", async () => {
        const now = await recent(since);
        if (JSON.stringify(now) !== last) lastChange = Date.now();
        last = JSON.stringify(now);
        return now.length > 50 && Date.now() - lastChange > 6000 ? now : undefined;
      });
    };
    const direct = await settled(Date.now() / 1000 - 10);
    life().stack.configure({ cadvisorTransport: "otlp" });
    expect(await life().changedByUp()).toEqual(["agent", "agent-config", "prometheus-config"]);
    const pushed = await settled(Date.now() / 1000 + 10);
    expect(pushed).toEqual(direct);
  });

  it("stores all of cAdvisor's series if a setting requests them", async () => {
    const store = life().stack.url("prometheusPort");
    const more = 'container_memory_mapped_file{job="docker"}';
    expect(await promql(store, more)).toEqual([]);
    life().stack.configure({ cadvisorMetrics: "all" });
    expect(await life().changedByUp()).toEqual(["agent", "agent-config"]);
    await eventually(more, async () => (await promql(store, more)).at(0));
  });

  if (engineMajor() >= 25) {
    it("gives docker_stats' series the same names as cAdvisor's", async () => {
      life().stack.configure({
        cadvisorTransport: undefined,
        cadvisorMetrics: undefined,
        containerMetrics: "docker_stats",
      });
      expect(await life().changedByUp()).toContain("cadvisor");
      const since = Date.now() / 1000;
      for (const metric of [
        "container_cpu_usage_seconds_total",
        "container_memory_working_set_bytes",
        "container_spec_memory_limit_bytes",
        "container_network_receive_bytes_total",
        "container_network_transmit_bytes_total",
      ]) {
        const series = await eventually(metric, async () => {
          const found = await promql(
            life().stack.url("prometheusPort"),
            `${metric}{container_name="e2e-named"}[15s]`,
          );
          return found.find(({ values }) => Number(values?.at(-1)?.[0]) > since);
        });
        expect(series.metric).toMatchObject({
          job: "docker",
          image: "busybox:1.37",
          compose_service: "web",
        });
      }
      await eventually("written bytes", async () => {
        const found = await promql(
          life().stack.url("prometheusPort"),
          'container_fs_writes_bytes_total{container_name="e2e-writer"}[15s]',
        );
        return found.find(({ values }) => Number(values?.at(-1)?.[0]) > since);
      });
    });
  } else {
    it("rejects docker_stats on an engine that is too old", async () => {
      life().stack.configure({
        cadvisorTransport: undefined,
        cadvisorMetrics: undefined,
        containerMetrics: "docker_stats",
      });
      const { status, output } = await life().stack.preview();
      expect(status).not.toBe(0);
      expect(output).toMatch(/containerMetrics: docker_stats needs version 1\.44/);
    });
  }
}
