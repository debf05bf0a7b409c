import { describe, expect, it } from "vitest";
import { requirementsOf } from "../../components/plan/requirements";
import { settingsWith } from "../../testing/settings";

const demanded = (overrides: Parameters<typeof settingsWith>[0]) =>
  requirementsOf(settingsWith({ swarm: true, ...overrides })).swarm;
const BACKEND = ["node.labels.disk == ssd"];
const GATEWAYS = ["node.role == worker"];

describe("what a stack asks of the nodes of a Swarm", () => {
  it("is one for all that has data, and one that Prometheus can ask", () => {
    expect(demanded({ backendPlacement: BACKEND })).toEqual({
      placed: [
        expect.objectContaining({ placement: BACKEND, tasks: 1, setting: "backendPlacement" }),
        expect.objectContaining({ placement: BACKEND, tasks: 1, setting: "backendPlacement" }),
      ],
      mayMove: false,
      onManager: true,
    });
  });

  it("is as many for gateways as there are to be, among their own", () => {
    const gateways = { gatewayReplicas: 3, gatewayPlacement: GATEWAYS };
    expect(demanded({ ...gateways, backendPlacement: BACKEND })?.placed).toEqual([
      expect.objectContaining({ placement: BACKEND, tasks: 1 }),
      expect.objectContaining({ placement: GATEWAYS, tasks: 3, setting: "gatewayPlacement" }),
    ]);
    expect(demanded({ ...gateways, services: ["collector", "agent"] })).toMatchObject({
      placed: [{ placement: GATEWAYS, tasks: 3 }],
      onManager: false,
    });
  });

  it("lets what has data move where that is said", () => {
    expect(demanded({ backendMayMove: true })?.mayMove).toBe(true);
  });

  it("is nothing of a stack on one engine", () => {
    expect(requirementsOf(settingsWith({})).swarm).toBeUndefined();
  });
});
