import { describe, expect, it } from "vitest";
import { attachedToStack } from "../../scripts/stack/attached";
import { ok, withEngine } from "../../testing/fake-engine";

const STACK = { namePrefix: "observability-test", networkName: "observability-test" };
const LABEL = "container-observability.stack";

const container = (name: string, Labels: Record<string, string> = {}) => ({
  Id: name,
  Names: [`/${name}`],
  Labels,
});
const service = (Name: string, Target: string, Labels: Record<string, string> = {}) => ({
  Spec: { Name, Labels, TaskTemplate: { Networks: [{ Target }] } },
});

function attached(
  onNetwork: readonly object[],
  network: object | undefined,
  services: readonly object[] = [],
) {
  const containers = (filters: object, all: boolean) =>
    `/containers/json?${new URLSearchParams({ all: String(all), filters: JSON.stringify(filters) }).toString()}`;
  const label = [`container-observability.extends=${STACK.namePrefix}`];
  return withEngine(
    {
      [decodeURIComponent(containers({ label }, true))]: ok([
        container("publisher", { "container-observability.extension": "shop" }),
      ]),
      [decodeURIComponent(containers({ network: [STACK.networkName] }, false))]: ok(onNetwork),
      ...(network === undefined ? {} : { [`/networks/${STACK.networkName}`]: ok(network) }),
      "/services": ok(services),
    },
    (client) => attachedToStack(client.endpoint, STACK),
  );
}

describe("what a stack cannot go without", () => {
  it("is who else is on its network, and who extends it", async () => {
    const onNetwork = [container("shop"), container("loki", { [LABEL]: STACK.namePrefix })];
    expect(await attached(onNetwork, { Id: "n1", Scope: "local" })).toEqual([
      "publisher (extension shop)",
      "shop",
    ]);
  });

  it("is other services on a Swarm, on whatever node their tasks are", async () => {
    const onNetwork = [
      container("web.1.abc", { "com.docker.swarm.task.name": "web.1.abc" }),
      container("plain"),
    ];
    const services = [
      service("web", "n1"),
      service("by-name", STACK.networkName),
      service("elsewhere", "n2"),
      service("observability-test-loki", "n1", { [LABEL]: STACK.namePrefix }),
      { Spec: { Name: "none", TaskTemplate: {} } },
    ];
    expect(await attached(onNetwork, { Id: "n1", Scope: "swarm" }, services)).toEqual([
      "by-name (service)",
      "plain",
      "publisher (extension shop)",
      "web (service)",
    ]);
  });

  it("is nothing of a network that is gone", async () => {
    expect(await attached([], undefined)).toEqual(["publisher (extension shop)"]);
  });
});
