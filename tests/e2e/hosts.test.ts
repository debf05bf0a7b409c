import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import { missingForSecondEngine, type SecondEngine } from "../../testing/engines/engine";
import { engineWithImages } from "../../testing/engines/with-images";
import { identityOnHosts } from "./chapters/identity-on-hosts";
import { Lan } from "../../testing/engines/lan";
import { span } from "../../testing/engines/span";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { docker } from "../../testing/e2e/engine";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { askSecurely } from "../../testing/e2e/secure";
import { eventually, type Series } from "../../testing/e2e/stores";

const NAME = "hosts";
const OWN_STACK = "hosts-own";
const FIRST_PORT = 27300;
const PREFIX = `observability-${NAME}`;
const AWAY_MS = 60_000;
/** Engines that failed to start are recreated, and each may take minutes on a busy machine. */
const SET_UP_WITHIN_MS = 900_000;
const APP = `i=0; while true; do i=$((i + 1)); echo "line $i of $(cat /etc/hostname)"; sleep 1; done`;

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the engine does not exist");
  return value;
}

/** Starts a container on a host's engine that prints a numbered line each second. */
function printer(engine: (...words: string[]) => string, name: string): void {
  const named = ["--log-opt", "tag={{.ImageName}}|{{.Name}}", "--name", name];
  engine(
    ...["run", "-d", "--restart", "always", ...named],
    ...[defaults.busyboxImage, "sh", "-c", APP],
  );
}

describeOnEngine(
  "a stack on three hosts",
  () => {
    const engines: SecondEngine[] = [];
    const cables: string[] = [];
    // Undoes each step, so that an incomplete setup leaves nothing to the tests after it.
    const undo: (() => unknown)[] = [];
    let lan: Lan;
    let clone: Clone;
    let stack: Stack;
    let own: Stack;
    let shown: { ca: string; cert: string; key: string };

    const engine = (index: number): SecondEngine => known(engines[index]);
    const on =
      (index: number) =>
      (...words: string[]) =>
        engine(index).docker(...words);
    const hosts = () =>
      engines.map(({ address }, index) => ({
        name: `web-${index + 1}`,
        docker: address,
        dockerSocket: address.slice("unix://".length),
      }));

    async function ask<T>(port: keyof Stack["ports"], path: string, query: object): Promise<T> {
      const words = new URLSearchParams(query as Record<string, string>).toString();
      const { status, text } = await askSecurely(
        `https://127.0.0.1:${stack.ports[port]}${path}?${words}`,
        shown,
      );
      if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
      return JSON.parse(text) as T;
    }
    const metric = async (query: string): Promise<readonly Series[]> => {
      const path = "/api/v1/query";
      const answer = await ask<{ data: { result: Series[] } }>("prometheusPort", path, { query });
      return answer.data.result;
    };
    const lines = async (query: string): Promise<string[]> => {
      const start = `${Date.now() - 3_600_000}000000`;
      const { data } = await ask<{ data: { result: { values: [string, string][] }[] } }>(
        "lokiPort",
        "/loki/api/v1/query_range",
        { query, limit: "5000", start },
      );
      return data.result.flatMap(({ values }) => values.map(([, line]) => line));
    };
    const found = async (what: string, query: string, seconds = 120): Promise<Series[]> =>
      eventually(
        what,
        async () => {
          const series = await metric(query);
          return series.length > 0 ? [...series] : undefined;
        },
        seconds,
      );

    beforeAll(async () => {
      lan = new Lan();
      undo.push(() => {
        lan.remove();
      });
      for (const index of [0, 1]) {
        const made = await engineWithImages();
        undo.push(() => made.remove());
        engines.push(made);
        cables.push(lan.join(made));
        const name = `shop-${index + 1}`;
        undo.push(() => on(index)("rm", "-f", name));
        printer(on(index), name);
      }
      clone = Clone.furnished();
      undo.push(() => {
        clone.remove();
      });
      stack = new Stack(clone, NAME, FIRST_PORT, {
        protectData: false,
        hostName: "web-0",
        // Without Grafana: it is not queried here, and not every Grafana image that the tests use supports TLS.
        services: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
        bindAddress: "0.0.0.0",
        tls: "generated",
        otlpAuth: "token",
        gatewayEndpoint: `${lan.here}:${FIRST_PORT + 2}`,
        hosts: hosts(),
      });
      own = new Stack(engine(1).commands(clone), OWN_STACK, FIRST_PORT + 20, {
        protectData: false,
        hostName: "web-2",
        namePrefix: PREFIX,
        services: ["agent", "cadvisor"],
        backendStack: NAME,
        dockerSocket: hosts()[1]?.dockerSocket,
      });
      undo.push(
        () => stack.down(),
        () => own.down(),
      );
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      const outputs = await stack.outputs();
      shown = {
        ca: outputs["tlsCaCertificate"] ?? "",
        cert: outputs["tlsClientCertificate"] ?? "",
        key: outputs["tlsClientKey"] ?? "",
      };
    }, SET_UP_WITHIN_MS);

    afterAll(async () => {
      for (const step of undo.reverse()) await step();
    }, 300_000);

    it.each([
      ["web-1", "shop-1"],
      ["web-2", "shop-2"],
    ])("brings metrics, logs and the agent's own series from %s", async (host, container) => {
      const place = `host_name="${host}"`;
      const [series] = await found(
        "series of a container",
        `container_memory_working_set_bytes{${place},container_name="${container}",job="docker"}`,
      );
      expect(series?.metric).toMatchObject({ environment: NAME, instance: "cadvisor:8080" });
      await found("host metrics", `system_cpu_time_seconds_total{${place}}`);
      await found(
        "the host's network",
        `system_network_io_bytes_total{${place},device!="",direction="receive"}`,
      );
      await found(
        "the agent's own",
        `up{${place},job="otel-agent",instance="otel-agent:8888"} == 1`,
      );
      await found("its queue", `otelcol_exporter_queue_size{${place},job="otel-agent"}`);
      await eventually("log lines", async () => {
        const told = await lines(`{host_name="${host}",container_name="${container}"}`);
        return told.length > 0 ? true : undefined;
      });
    });

    it.each([
      ["web-0", undefined],
      ["web-1", 0],
      ["web-2", 1],
    ])("adds the host %s to a span without a host", async (host, index) => {
      span(index === undefined ? docker : on(index), PREFIX, `span of ${host}`);
      const q = `{resource.host.name="${host}" && name="span of ${host}"}`;
      await eventually("the span", async () => {
        const { traces = [] } = await ask<{ traces?: unknown[] }>("tempoPort", "/api/search", {
          q,
        });
        return traces.length === 1 ? true : undefined;
      });
    });

    identityOnHosts({ on, network: PREFIX, ask, found, verify: () => stack.verify(["--json"]) });

    it("finds nothing to do in the second preview", async () => {
      const { status, output } = await stack.preview(["--expect-no-changes"]);
      expect(status, output).toBe(0);
    });

    it("verifies each host", async () => {
      const { output } = await stack.verify();
      expect(output).toMatch(/Host web-1 .*\bok\b/);
      expect(output).toMatch(/Host web-2 .*\bok\b/);
    });

    it("loses nothing from a host that is disconnected, or from one whose engine stops", async () => {
      lan.unplug(cables[0] ?? "");
      await engine(1).stop();
      await sleep(AWAY_MS);
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      expect(output).toMatch(/hosts: web-2\).*left as it is/);

      const plugged = Math.floor(Date.now() / 1000);
      lan.plug(cables[0] ?? "");
      await engine(1).start();
      const mended = await stack.up();
      expect(mended.status, mended.output).toBe(0);
      expect(mended.output).not.toContain("left as it is");

      // The disconnected host continued to print. Its lines were read meanwhile, or are read now.
      const printed = (index: number) =>
        on(index)("logs", `shop-${index + 1}`)
          .split("\n")
          .filter((line) => line !== "");
      for (const index of [0, 1]) {
        const wanted = printed(index);
        const host = `web-${index + 1}`;
        await eventually(
          `all lines of ${host}`,
          async () => {
            const stored = new Set(
              await lines(`{host_name="${host}",container_name="shop-${index + 1}"}`),
            );
            const missing = wanted.filter((line) => !stored.has(line));
            if (missing.length > 0) throw new Error(`${missing.length} are missing`);
            return true;
          },
          180,
        );
      }
      // The samples of the minute without a network also arrive: no scrape was dropped.
      const missed = `up{job="otel-agent",host_name="web-1"}[${AWAY_MS / 1000}s] @ ${plugged}`;
      await eventually(
        "samples of the minute without a network",
        async () => {
          const [samples] = await metric(`count_over_time(${missed})`);
          return Number(samples?.value?.[1]) > AWAY_MS / 2000 / 2 ? true : undefined;
        },
        120,
      );
    });

    it("rejects the same engine under two names", async () => {
      const [first] = hosts();
      const again = {
        ...first,
        name: "web-9",
        docker: `unix:///proc/self/root${first?.dockerSocket ?? ""}`,
      };
      await stack.during({ hosts: [first, again] }, async () => {
        const { status, output } = await stack.preview();
        expect(status).not.toBe(0);
        expect(output).toMatch(/web-9 .*is the same Docker engine as web-1/);
      });
    });

    it("removes the agent from a host that is removed from the list", async () => {
      stack.configure({ hosts: hosts().slice(0, 1) });
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      const left = on(1)("ps", "-a", "--format", "{{.Names}}");
      expect(left).toBe("shop-2");
      expect(on(1)("volume", "ls", "-q", "--filter", `name=${PREFIX}`)).toBe("");
    });

    it("adds a host with its own stack, by the name of the backend's stack", async () => {
      const { status, output } = await own.up();
      expect(status, output).toBe(0);
      await found(
        "series of its container",
        `container_memory_working_set_bytes{host_name="web-2",container_name="shop-2",environment="${NAME}"}`,
      );
      const again = await own.preview(["--expect-no-changes"]);
      expect(again.status, again.output).toBe(0);
    });
  },
  missingForSecondEngine,
);
