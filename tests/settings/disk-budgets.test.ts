import { describe, expect, it } from "vitest";
import { choosesBudgets, diskBudgets } from "../../components/settings/disk-budgets";
import type { PipelineSettings } from "../../components/settings/schema";
import { settingsWith } from "../../testing/settings";

const GIB = 2 ** 30;

function bytesOf(changes: Partial<PipelineSettings>) {
  return Object.fromEntries(
    diskBudgets(settingsWith({ namePrefix: "a", ...changes })).map(({ service, bytes }) => [
      service,
      bytes / GIB,
    ]),
  );
}

describe("the maximum disk space of a stack", () => {
  it("is that of each store, and twice that of each queue: three of the gateway, two of the agent", () => {
    expect(bytesOf({ queueSize: GIB })).toEqual({
      prometheus: 10,
      loki: 10,
      tempo: 10,
      collector: 6,
      agent: 4,
    });
  });

  it("counts only existing queues", () => {
    const queues = (changes: Partial<PipelineSettings>) => {
      const { collector, agent } = bytesOf({ queueSize: GIB, ...changes });
      return [collector, agent];
    };
    expect(queues({ upstreamOtlpEndpoint: "https://otlp.example.com" })).toEqual([12, 4]);
    expect(queues({ containerLogs: false })).toEqual([6, 2]);
    expect(queues({ hostMetrics: false })).toEqual([6, 2]);
    expect(queues({ hostMetrics: false, cadvisorTransport: "otlp" })).toEqual([6, 4]);
    expect(queues({ services: ["collector", "loki"] })).toEqual([6, undefined]);
  });

  it("is in the volume with the data, including an adopted volume", () => {
    const settings = settingsWith({ namePrefix: "a", dataVolumes: { loki: "theirs" } });
    const volumes = diskBudgets(settings).map(({ volume }) => volume);
    expect(volumes).toEqual([
      "a-prometheus-data",
      "theirs",
      "a-tempo-data",
      "a-collector-data",
      "a-agent-data",
    ]);
  });

  it("is chosen if a budget of a listed service differs from its default", () => {
    expect(choosesBudgets(settingsWith({}))).toBe(false);
    expect(choosesBudgets(settingsWith({ tracesDiskSize: GIB }))).toBe(true);
    expect(choosesBudgets(settingsWith({ services: ["loki"], tracesDiskSize: GIB }))).toBe(false);
  });
});
