import { describe, expect, it } from "vitest";
import { markdown } from "../../../scripts/explain/markdown";
import { altered, effects, explained, of, type ChangeableStep } from "./previews";

const SERVICE = "docker:index/service:Service";

const isGateway = ({ urn }: ChangeableStep) => urn.endsWith("::collector-service-swarm");

interface Service {
  mode: { replicated: { replicas: number } };
  labels: object[];
  taskSpec: object;
}

/** Has a service change in what this says alone. */
function changing(service: string, change: (inputs: Service) => void) {
  return (step: ChangeableStep): void => {
    if (step.op !== "update" || !step.urn.endsWith(`::${service}-service-swarm`)) return;
    const inputs = structuredClone(step.oldState?.inputs) as unknown as Service;
    change(inputs);
    Object.assign(step.newState ?? {}, { inputs });
  };
}

describe("explain, of a stack on a Swarm", () => {
  const found = explained("swarm");

  it("tells that tasks are replaced, why, and what stays", () => {
    expect(found.headline).toBe("5 services change: 5 take a rolling update; no data is lost");
    expect(found.unexplained).toEqual([]);
    expect(new Set(Object.values(effects(found)))).toEqual(new Set(["rolling update"]));
    expect(of(found, "loki")).toMatchObject({
      bySettings: ["memory limit `1024` → `900` MiB"],
      keeps: ["observability-prod-loki-data"],
      consequence: "Logs cannot be searched; new ones wait in the gateway's queue.",
    });
    expect(of(found, "grafana")?.bySettings.at(-1)).toBe(
      "`image`: `grafana/grafana:12.2.0` → `grafana/grafana:12.2.1`",
    );
    expect(markdown(found)).toContain("### loki: its tasks are replaced by a rolling update\n");
  });

  it("pairs a config with the one that takes its place, by where the service sees them", () => {
    expect(of(found, "agent")?.files.map(({ path, change }) => [path, change])).toEqual([
      ["/config/agent.yaml", "changed"],
    ]);
    expect(of(found, "loki")?.files[0]?.diff).toContain(
      "-    retention_period: 7d\n+    retention_period: 20d\n",
    );
    const text = markdown(found);
    expect(text).not.toMatch(/docker:index|- (?:config|secret) `/);
  });

  it("shows nothing of a secret but that it comes", () => {
    expect(of(found, "collector")?.files).toContainEqual({
      path: "/secrets/upstream-headers-78c0fc.yaml",
      change: "added",
      secret: true,
      diff: "",
    });
  });

  it("has further tasks leave those alone that run, and one of several away is no outage", () => {
    const more = altered("swarm", ({ steps }) => {
      steps.forEach(
        changing("collector", ({ mode }) => {
          mode.replicated.replicas = 2;
        }),
      );
    });
    expect(of(more, "collector")).toMatchObject({
      effect: "changed in place",
      bySettings: ["`replicas`: `1` → `2`"],
      consequence: "",
    });
    const several = altered("swarm", ({ steps }) => {
      for (const { oldState, newState } of steps.filter(isGateway)) {
        for (const inputs of [oldState?.inputs, newState?.inputs] as unknown as Service[]) {
          inputs.mode.replicated.replicas = 3;
        }
      }
    });
    expect(of(several, "collector")).toMatchObject({ effect: "rolling update", consequence: "" });
  });

  it("ends with 2 where a service goes, whose data stays on its node unused", () => {
    const fewer = altered("swarm", ({ steps, changeSummary }) => {
      const grafana = steps.find(
        ({ urn, newState }) =>
          urn.endsWith("::grafana-service-swarm") && newState?.type === SERVICE,
      );
      if (grafana === undefined) throw new Error("no Grafana");
      grafana.op = "delete";
      delete grafana.newState;
      changeSummary["update"] = (changeSummary["update"] ?? 0) - 1;
      changeSummary["delete"] = (changeSummary["delete"] ?? 0) + 1;
    });
    expect(fewer.exit).toBe(2);
    expect(fewer.headline).toMatch(
      /^DATA LOSS: data volume observability-prod-grafana-data stays on the host, unused\./,
    );
    expect(of(fewer, "grafana")?.effect).toBe("removed");
  });

  it("ends with 2 where a service may go to other nodes, and its data does not", () => {
    const elsewhere = altered("swarm", ({ steps }) => {
      steps.forEach(
        changing("loki", ({ taskSpec }) => {
          Object.assign(taskSpec, { placement: { constraints: ["node.labels.disk == ssd"] } });
        }),
      );
    });
    expect(elsewhere.exit).toBe(2);
    expect(elsewhere.headline).toMatch(
      /^DATA LOSS: data volume observability-prod-loki-data stays on its node, unless the new placement has that one\./,
    );
    expect(of(elsewhere, "loki")).toMatchObject({
      keeps: [],
      bySettings: ['`placement`: `[]` → `["node.labels.disk == ssd"]`'],
    });
    expect(elsewhere.data).toMatchObject([
      { volume: "observability-prod-loki-data", fate: "left on a node" },
    ]);
    expect(markdown(elsewhere)).toContain(
      "- volume `observability-prod-loki-data` **stays on its node**, and the service begins with an empty one, unless",
    );
  });

  it("does not say that data stays where the Swarm may choose another node", () => {
    const free = altered("swarm", ({ steps }) => {
      for (const { oldState, newState } of steps.filter(({ urn }) =>
        urn.endsWith("::loki-service-swarm"),
      )) {
        for (const inputs of [oldState?.inputs, newState?.inputs] as unknown as Service[]) {
          inputs.labels.push({ label: "container-observability.may-move", value: "true" });
        }
      }
    });
    expect(free.exit).toBe(0);
    expect(free.headline).toMatch(/; data may stay behind on a node$/);
    expect(of(free, "loki")).toMatchObject({
      keeps: [],
      mayLeave: ["observability-prod-loki-data"],
    });
    expect(markdown(free)).toContain("- May stay behind on a node: `observability-prod-loki-data`");
  });

  it("says so, too, where there are fewer of a service", () => {
    const fewer = altered("swarm", ({ steps }) => {
      for (const { oldState, newState } of steps.filter(({ urn }) =>
        urn.endsWith("::collector-service-swarm"),
      )) {
        for (const [state, replicas] of [
          [oldState, 2],
          [newState, 1],
        ] as const) {
          Object.assign(state?.inputs ?? {}, { mode: { replicated: { replicas } } });
        }
      }
    });
    expect(of(fewer, "collector")?.mayLeave).toEqual(["observability-prod-collector-data"]);
    expect(fewer.headline).toMatch(/; data may stay behind on a node$/);
  });

  it("names what is gone from the Swarm in its own words", () => {
    const drifted = altered("swarm", ({ steps }) => {
      const loki = steps.find(({ urn }) => urn.endsWith("::loki-service-swarm"));
      if (loki?.oldState === undefined) throw new Error("no Loki");
      steps.push({ op: "refresh", urn: loki.urn, oldState: loki.oldState });
      loki.op = "create";
      delete loki.oldState;
    });
    expect(of(drifted, "loki")?.effect).toBe("recreated");
    expect(markdown(drifted)).toContain("### loki: recreated, because its service is missing\n");
  });
});
