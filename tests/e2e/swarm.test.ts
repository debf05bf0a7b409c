import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import type { SecondEngine } from "./engines/engine";
import { Lan } from "./engines/lan";
import { appOnEachNode, APPS } from "./engines/apps";
import { missingForSwarm, STORES_LABEL, swarmOf } from "./engines/swarm";
import { Clone, Stack } from "./support/clone";
import { describeOnEngine } from "./support/on-engine";
import { eventually, type Series } from "./support/stores";

const NAME = "swarm";
const FIRST_PORT = 27400;
const PREFIX = `observability-${NAME}`;
const NODES = ["node-1", "node-2", "node-3"];
const AWAY_MS = 60_000;
const SET_UP_WITHIN_MS = 900_000;
/** What is not to be published, where nobody is asked for credentials. */
const UNPUBLISHED = Object.fromEntries(
  ["grafana", "prometheus", "otlpGrpc", "otlpHttp", "tempo", "loki"].map((of) => [`${of}Port`, 0]),
);

describeOnEngine("a stack for a Swarm, on an engine that is in none", () => {
  let clone: Clone;
  beforeAll(() => {
    clone = Clone.furnished();
  }, 300_000);
  afterAll(() => {
    clone.remove();
  });

  it("is refused before anything is made", async () => {
    const stack = new Stack(clone, `${NAME}-none`, FIRST_PORT, { swarm: true, ...UNPUBLISHED });
    const { status, output } = await stack.preview();
    expect(status).not.toBe(0);
    expect(output).toMatch(/swarm: the engine at .* is no manager of a Swarm.*docker swarm init/);
  });
});

describeOnEngine(
  "a stack on a Swarm of three engines",
  () => {
    const engines: SecondEngine[] = [];
    const undo: (() => unknown)[] = [];
    const apps: (() => void)[] = [];
    let stack: Stack;

    const node = (index: number): SecondEngine => {
      const found = engines[index];
      if (found === undefined) throw new Error(`there is no node ${index}`);
      return found;
    };
    const manager = (...words: string[]) => node(0).docker(...words);

    /** Asks a store from where one of the stack's own tasks runs: nothing is published. */
    function ask(url: string): unknown {
      for (const engine of engines) {
        const filter = ["--filter", `name=${PREFIX}-prometheus`, "--filter", "health=healthy"];
        const id = engine.docker("ps", "-q", ...filter).split("\n")[0] ?? "";
        if (id !== "") return JSON.parse(engine.docker("exec", id, "wget", "-qO-", url));
      }
      throw new Error("Prometheus runs nowhere");
    }
    function metric(query: string): readonly Series[] {
      const url = `http://127.0.0.1:9090/api/v1/query?query=${encodeURIComponent(query)}`;
      return (ask(url) as { data: { result: Series[] } }).data.result;
    }
    function lines(query: string): string[] {
      const words = new URLSearchParams({
        query,
        limit: "5000",
        start: `${Date.now() - 3_600_000}000000`,
      }).toString();
      const { data } = ask(`http://loki:3100/loki/api/v1/query_range?${words}`) as {
        data: { result: { values: [string, string][] }[] };
      };
      return data.result.flatMap(({ values }) => values.map(([, line]) => line));
    }
    /** What may fail while a store moves is asked again. */
    const found = <T>(what: string, look: () => readonly T[], seconds = 120): Promise<T[]> =>
      eventually(
        what,
        () => {
          const all = look();
          return Promise.resolve(all.length > 0 ? [...all] : undefined);
        },
        seconds,
      );
    /** Where the tasks of a service run. */
    const nodesOf = (service: string): string[] =>
      manager(
        ...["service", "ps", `${PREFIX}-${service}`, "--filter", "desired-state=running"],
        ...["--format", "{{.Node}} {{.CurrentState}}"],
      )
        .split("\n")
        .filter((row) => row.includes("Running"))
        .map((row) => row.split(" ")[0] ?? "");
    const moved = (services: readonly string[], to: string) =>
      eventually(
        `${services.join(", ")} on ${to}`,
        () =>
          Promise.resolve(
            services.every((service) => nodesOf(service).join() === to) ? true : undefined,
          ),
        240,
      );
    beforeAll(async () => {
      const lan = new Lan();
      undo.push(() => {
        lan.remove();
      });
      await swarmOf(NODES, lan, (engine) => {
        engines.push(engine);
        undo.push(() => engine.remove());
      });
      const clone = Clone.furnished();
      undo.push(() => {
        clone.remove();
      });
      stack = new Stack(node(0).commands(clone), NAME, FIRST_PORT, {
        swarm: true,
        backendPlacement: [`node.labels.${STORES_LABEL} == true`],
        gatewayReplicas: 2,
        protectData: false,
        ...UNPUBLISHED,
        services: ["cadvisor", "prometheus", "collector", "agent", "tempo", "loki"],
      });
      undo.push(() => stack.down());
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      for (const [name, command] of Object.entries(APPS)) {
        apps.push(appOnEachNode(manager, { network: PREFIX, name, command }));
      }
    }, SET_UP_WITHIN_MS);

    afterAll(async () => {
      for (const step of [...undo, ...apps].reverse()) await step();
    }, 300_000);

    it.each(NODES)("brings metrics, logs and a span from %s, under its name", async (host) => {
      const place = `host_name="${host}"`;
      const [series] = await found("series of a task", () =>
        metric(`container_memory_working_set_bytes{${place},swarm_service="shop"}`),
      );
      expect(series?.metric["swarm_task"]).toMatch(/^shop\.\w{25}\.\w{25}$/);
      const name = series?.metric["container_name"] ?? "";
      expect(name).toMatch(/^shop\.\w{25}$/);
      await found("host metrics", () => metric(`system_cpu_time_seconds_total{${place}}`));
      await found("the agent's own", () => metric(`up{${place},job="otel-agent"} == 1`));
      await found("lines", () => lines(`{${place},container_name="${name}"}`));
      await found("lines of the agent", () => lines(`{${place},swarm_service="${PREFIX}-agent"}`));
      const q = `{resource.host.name="${host}" && name="span of ${host}"}`;
      await found("the span", () => {
        const url = `http://tempo:3200/api/search?${new URLSearchParams({ q }).toString()}`;
        return (ask(url) as { traces?: unknown[] }).traces ?? [];
      });
    });

    it("finds nothing to do in the second preview, also where it looks at what is there", async () => {
      for (const words of [[], ["--refresh"]]) {
        const { status, output } = await stack.preview(["--expect-no-changes", ...words]);
        expect(status, output).toBe(0);
      }
    });

    it("has a gateway on each of two nodes, which hand each other the spans of a trace", async () => {
      expect(nodesOf("collector").sort()).toEqual(["node-2", "node-3"]);
      const both = (query: string) =>
        eventually(
          query,
          () => Promise.resolve(metric(query).length === 2 ? true : undefined),
          120,
        );
      await both(`otelcol_loadbalancer_num_backends{service_name=~".*"} == 2`);
      await both(`otelcol_exporter_queue_size{exporter="loadbalancing"} == 0`);
    });

    it("takes up a changed configuration by a rolling update of its service alone", async () => {
      const before = manager("service", "ps", "-q", `${PREFIX}-tempo`);
      stack.configure({ evaluationInterval: "3s" });
      const { status, output } = await stack.up();
      expect(status, output).toBe(0);
      const told = ask("http://127.0.0.1:9090/api/v1/status/config") as { data: { yaml: string } };
      expect(told.data.yaml).toContain("evaluation_interval: 3s");
      expect(manager("service", "ps", "-q", `${PREFIX}-tempo`)).toBe(before);
    });

    it("goes back by itself from what does not run, and says why", async () => {
      const image = () =>
        manager(
          ...["service", "inspect", `${PREFIX}-cadvisor`],
          ...["--format", "{{.Spec.TaskTemplate.ContainerSpec.Image}}"],
        );
      stack.configure({ cadvisorImage: defaults.busyboxImage });
      const bad = await stack.up();
      expect(bad.status).not.toBe(0);
      expect(bad.output).toContain(`The Swarm has taken ${PREFIX}-cadvisor back`);
      expect(image()).toBe(defaults.cadvisorImage);
      expect(nodesOf("cadvisor").sort()).toEqual(NODES);

      stack.configure({ cadvisorImage: undefined });
      const mended = await stack.up();
      expect(mended.status, mended.output).toBe(0);
      expect(nodesOf("cadvisor").sort()).toEqual(NODES);
    });

    it("loses no line that was read on a node whose engine stops", async () => {
      const told = () => lines('{host_name="node-1",container_name=~"shop[.].*"}');
      await found("lines of node-1", told);
      await node(0).stop();
      await sleep(AWAY_MS);
      await node(0).start();
      await eventually(
        "agents everywhere",
        () => Promise.resolve(nodesOf("agent").length === NODES.length ? true : undefined),
        240,
      );
      // Of each task without a gap: what the agent had read when it was stopped, and what was still to be read.
      await eventually(
        "lines of both tasks",
        () => {
          const byTask = new Map<string, number[]>();
          for (const line of told()) {
            const [, number = "", task = ""] = /^line (\d+) of (\w+)$/.exec(line) ?? [];
            byTask.set(task, [...(byTask.get(task) ?? []), Number(number)]);
          }
          if (byTask.size < 2) return Promise.resolve(undefined);
          for (const [task, numbers] of byTask) {
            const last = Math.max(...numbers);
            if (new Set(numbers).size !== last) throw new Error(`${task}: not all of ${last}`);
          }
          return Promise.resolve(true);
        },
        180,
      );
    }, 600_000);

    it("moves what is on a node that is drained, and finds its data again when it returns", async () => {
      const stores = ["prometheus", "tempo", "loki", "collector"];
      manager("node", "update", "--availability", "drain", "node-3");
      await moved(stores, "node-2");
      const since = Math.floor(Date.now() / 1000);
      await found("series of node-1", () => metric('up{job="docker",host_name="node-1"} == 1'));
      await sleep(20_000);

      manager("node", "update", "--availability", "active", "node-3");
      await eventually(
        "an agent on node-3",
        () => Promise.resolve(nodesOf("agent").includes("node-3") ? true : undefined),
        120,
      );
      manager("node", "update", "--availability", "drain", "node-2");
      await moved(stores, "node-3");
      manager("node", "update", "--availability", "active", "node-2");
      manager("node", "update", "--availability", "drain", "node-3");
      await moved(stores, "node-2");
      manager("node", "update", "--availability", "active", "node-3");
      const early = `up{job="docker",host_name="node-1"} @ ${since + 15}`;
      expect(await found("what it had stored on node-2", () => metric(early))).toHaveLength(1);
    }, 900_000);

    it("goes without a trace but the volumes on the nodes, when nobody uses it any more", async () => {
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
