import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import type { SecondEngine } from "../../testing/engines/engine";
import { Lan } from "../../testing/engines/lan";
import { appOnEachNode, APPS } from "../../testing/engines/apps";
import { identityOnSwarm } from "./chapters/identity-on-swarm";
import { Registry } from "../../testing/engines/registry";
import { IMAGES, LABEL, missingForSwarm, swarmOf } from "../../testing/engines/swarm";
import { SwarmView } from "../../testing/engines/swarm-view";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { eventually } from "../../testing/e2e/stores";

const NAME = "swarm";
const FIRST_PORT = 27400;
const PREFIX = `observability-${NAME}`;
const NODES = ["node-1", "node-2", "node-3"];
const AWAY_MS = 60_000;
const SET_UP_WITHIN_MS = 900_000;
/** Ports that must not be published if no credentials are required. */
const UNPUBLISHED = Object.fromEntries(
  ["grafana", "prometheus", "otlpGrpc", "otlpHttp", "tempo", "loki"].map((of) => [`${of}Port`, 0]),
);

describeOnEngine("a stack for a Swarm, on an engine that is not in a Swarm", () => {
  let clone: Clone;
  beforeAll(() => {
    clone = Clone.furnished();
  }, 300_000);
  afterAll(() => {
    clone.remove();
  });

  it("is rejected before any change", async () => {
    const stack = new Stack(clone, `${NAME}-none`, FIRST_PORT, { swarm: true, ...UNPUBLISHED });
    const { status, output } = await stack.preview();
    expect(status).not.toBe(0);
    expect(output).toMatch(/swarm: the engine at .* is not a Swarm manager.*docker swarm init/);
  });
});

describeOnEngine(
  "a stack on a Swarm of three engines that pull from a registry",
  () => {
    const engines: SecondEngine[] = [];
    const undo: (() => unknown)[] = [];
    const apps: (() => void)[] = [];
    const labelled = [`node.labels.${LABEL} == true`];
    let registry: Registry;
    let stack: Stack;
    let view: SwarmView;

    const node = (index: number): SecondEngine => {
      const found = engines[index];
      if (found === undefined) throw new Error(`node ${index} does not exist`);
      return found;
    };
    const manager = (...words: string[]) => node(0).docker(...words);
    /** Retries until there is a result: queries may fail while a store moves. */
    const found = <T>(what: string, look: () => Promise<readonly T[]>): Promise<readonly T[]> =>
      eventually(
        what,
        async () => {
          const all = await look();
          return all.length > 0 ? all : undefined;
        },
        120,
      );
    const holds = (what: string, isSo: () => boolean, seconds = 240) =>
      eventually(what, () => Promise.resolve(isSo() ? true : undefined), seconds);
    const moved = (services: readonly string[], to: string) =>
      holds(`${services.join(", ")} on ${to}`, () =>
        services.every((service) => view.nodesOf(service).join() === to),
      );
    const availability = (name: string, as: "active" | "drain") =>
      manager("node", "update", "--availability", as, name);
    async function updated(settings: Parameters<Stack["configure"]>[0]): Promise<string> {
      stack.configure(settings);
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      return output;
    }

    beforeAll(async () => {
      const lan = new Lan();
      undo.push(() => {
        lan.remove();
      });
      registry = new Registry(lan.here, IMAGES);
      undo.push(() => {
        registry.close();
      });
      await registry.listen();
      await swarmOf(NODES, lan, registry, (engine) => {
        engines.push(engine);
        undo.push(() => engine.remove());
      });
      const clone = Clone.furnished();
      undo.push(() => {
        clone.remove();
      });
      stack = new Stack(node(0).commands(clone), NAME, FIRST_PORT, {
        swarm: true,
        imageRegistry: registry.address,
        backendPlacement: ["node.hostname == node-2"],
        gatewayPlacement: labelled,
        gatewayReplicas: 2,
        bindAddress: "0.0.0.0",
        tls: "generated",
        tlsNames: NODES.map((_, index) => lan.addressOf(index)),
        otlpAuth: "token",
        protectData: false,
        // Without Grafana: not every Grafana image that the tests use supports TLS.
        services: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
      });
      undo.push(() => stack.down());
      await updated({});
      view = new SwarmView(
        stack,
        manager,
        new Map(NODES.map((name, index) => [name, lan.addressOf(index)])),
      );
      await view.open();
      const busybox = registry.has(defaults.busyboxImage);
      for (const [name, command] of Object.entries(APPS)) {
        apps.push(appOnEachNode(manager, { image: busybox, network: PREFIX, name, command }));
      }
    }, SET_UP_WITHIN_MS);

    afterAll(async () => {
      for (const step of [...undo, ...apps].reverse()) await step();
    }, 300_000);

    it.each(NODES)("brings metrics, logs and a span from %s, under its name", async (host) => {
      const place = `host_name="${host}"`;
      const [series] = await found("series of a task", () =>
        view.metric(`container_memory_working_set_bytes{${place},swarm_service="shop"}`),
      );
      expect(series?.metric["swarm_task"]).toMatch(/^shop\.\w{25}\.\w{25}$/);
      const name = series?.metric["container_name"] ?? "";
      expect(name).toMatch(/^shop\.\w{25}$/);
      const hostMetrics = `system_cpu_time_seconds_total{${place}} and on (host_name) system_network_io_bytes_total`;
      await found("host metrics", () => view.metric(hostMetrics));
      await found("the agent's own", () => view.metric(`up{${place},job="otel-agent"} == 1`));
      await found("lines", () => view.lines(`{${place},container_name="${name}"}`));
      await found("lines of the agent", () =>
        view.lines(`{${place},swarm_service="${PREFIX}-agent"}`),
      );
      const q = `{resource.host.name="${host}" && name="span of ${host}"}`;
      await found("the span", async () => {
        const told = await view.ask("tempo", "/api/search", { q });
        return (told as { traces?: unknown[] }).traces ?? [];
      });
    });

    identityOnSwarm({
      nodes: NODES,
      on:
        (index) =>
        (...words) =>
          node(index).docker(...words),
      network: PREFIX,
      image: () => registry.has(defaults.busyboxImage),
      view: () => view,
      found,
      verify: () => stack.verify(["--json"]),
    });

    it("passes verify, and finds nothing to do in the second preview, even with --refresh", async () => {
      const verified = await stack.verify();
      expect(verified.status, verified.output).toBe(0);
      // With the digest from the registry, so that all nodes run the same image.
      expect(view.image("cadvisor")).toMatch(
        new RegExp(`^${registry.has(defaults.cadvisorImage)}@sha256:[0-9a-f]{64}$`),
      );
      for (const words of [[], ["--refresh"]]) {
        const { status, output } = await stack.preview(["--expect-no-changes", ...words]);
        expect(status, output).toBe(0);
      }
    });

    it("has a gateway on each of two nodes, which pass each other the spans of a trace", async () => {
      expect(view.nodesOf("collector")).toEqual(["node-2", "node-3"]);
      const both = (query: string) =>
        found(query, async () => {
          const series = await view.metric(query);
          return series.length === 2 ? series : [];
        });
      await both(`otelcol_loadbalancer_num_backends{service_name=~".*"} == 2`);
      await both(`otelcol_exporter_queue_size{exporter="loadbalancing"} == 0`);
    });

    it("applies a changed configuration by a rolling update of only its service, on the node with its data", async () => {
      const others = () => manager("service", "ps", "-q", `${PREFIX}-tempo`);
      const before = others();
      const since = Math.floor(Date.now() / 1000);
      await updated({ evaluationInterval: "3s" });
      const told = await view.ask("prometheus", "/api/v1/status/config", {});
      expect((told as { data: { yaml: string } }).data.yaml).toContain("evaluation_interval: 3s");
      expect(others()).toBe(before);
      const early = await view.metric(`up{job="docker",host_name="node-1"} @ ${since - 5}`);
      expect(early).toHaveLength(1);
    });

    it("rejects a choice of nodes for services with data", async () => {
      await stack.during({ backendPlacement: labelled }, async () => {
        const { status, output } = await stack.preview();
        expect(status).not.toBe(0);
        expect(output).toMatch(
          /backendPlacement: the stores.* one node, and 2 are .*: node-2, node-3/,
        );
      });
    });

    it("rolls back an image that does not run, and reports the reason", async () => {
      const here = view.image("cadvisor");
      const broken = { cadvisorImage: registry.has(defaults.busyboxImage) };
      await stack.during(broken, async () => {
        const { status, output } = await stack.up();
        expect(status).not.toBe(0);
        expect(output).toContain(`The Swarm has taken ${PREFIX}-cadvisor back`);
        expect(view.image("cadvisor")).toBe(here);
        expect(view.nodesOf("cadvisor")).toEqual(NODES);
      });

      await updated({});
      expect(view.nodesOf("cadvisor")).toEqual(NODES);
    });

    it("loses no line of a node whose engine stops", async () => {
      const told = () => view.lines('{host_name="node-1",container_name=~"shop[.].*"}');
      await found("lines of node-1", told);
      await node(0).stop();
      await sleep(AWAY_MS);
      await node(0).start();
      await holds("agents everywhere", () => view.nodesOf("agent").length === NODES.length);
      // All lines of each task without a gap: those that the agent read before the stop, and those that it read later.
      await eventually(
        "lines of both tasks",
        async () => {
          const byTask = new Map<string, number[]>();
          for (const line of await told()) {
            const [, number = "", task = ""] = /^line (\d+) of (\w+)$/.exec(line) ?? [];
            byTask.set(task, [...(byTask.get(task) ?? []), Number(number)]);
          }
          if (byTask.size < 2) return undefined;
          for (const [task, numbers] of byTask) {
            const last = Math.max(...numbers);
            if (new Set(numbers).size !== last) throw new Error(`${task}: not all of ${last}`);
          }
          return true;
        },
        180,
      );
    }, 600_000);

    it("moves services from a drained node if that is allowed, and finds their data again when they return", async () => {
      await updated({ backendPlacement: labelled, backendMayMove: true });
      const stores = ["prometheus", "tempo", "loki", "collector"];
      availability("node-3", "drain");
      await moved(stores, "node-2");
      const since = Math.floor(Date.now() / 1000);
      await found("series of node-1", () =>
        view.metric('up{job="docker",host_name="node-1"} == 1'),
      );
      await sleep(20_000);

      availability("node-3", "active");
      await holds("an agent on node-3", () => view.nodesOf("agent").includes("node-3"));
      availability("node-2", "drain");
      await moved(stores, "node-3");
      availability("node-2", "active");
      availability("node-3", "drain");
      await moved(stores, "node-2");
      availability("node-3", "active");
      const early = `up{job="docker",host_name="node-1"} @ ${since + 15}`;
      expect(await found("the data from node-2", () => view.metric(early))).toHaveLength(1);
    }, 900_000);

    it("is removed completely, except for the volumes on the nodes, once no other service uses its network", async () => {
      const early = await stack.down();
      expect(early.status).not.toBe(0);
      expect(early.output).toMatch(
        /was not taken down.*\n {2}shop \(service\)\n {2}spans \(service\)/,
      );
      for (const step of apps.splice(0)) step();
      const { status, output } = await stack.down();
      expect(status, output).toBe(0);
      for (const what of ["service", "config", "secret"]) {
        expect(manager(what, "ls", "-q")).toBe("");
      }
      expect(manager("network", "ls", "-q", "--filter", `name=${PREFIX}`)).toBe("");
      const kept = node(1).docker("volume", "ls", "-q", "--filter", `name=${PREFIX}-loki-data`);
      expect(kept).toBe(`${PREFIX}-loki-data`);
    });
  },
  missingForSwarm,
);
