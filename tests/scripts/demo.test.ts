import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { bundleService } from "../../scripts/demo/bundle";
import { demo } from "../../scripts/demo/demo";
import { demoServices } from "../../scripts/demo/services";
import type { Outputs } from "../../scripts/stack/outputs";

const outputs = {
  namePrefix: "observability-dev",
  networkName: "observability-dev",
  hostName: "docker-host",
  otlpHttpEndpointInternal: "http://otel-collector:4318",
} as Outputs;

describe("the demo", () => {
  it("has three services, each known in another way, that call each other", () => {
    const services = demoServices(outputs, "node:20-slim");
    expect(
      services.map(({ name, environment }) => [
        name,
        environment?.["DEMO_RESOURCE"],
        environment?.["DEMO_NEXT"],
      ]),
    ).toEqual([
      ["observability-dev-demo-shop", "container", "http://observability-dev-demo-cart:8080/"],
      ["observability-dev-demo-cart", "host", "http://observability-dev-demo-stock:8080/"],
      ["observability-dev-demo-stock", "environment", undefined],
    ]);
    const attributes = services.map(({ environment }) => environment?.["OTEL_RESOURCE_ATTRIBUTES"]);
    expect(attributes).toEqual([
      undefined,
      undefined,
      "container.name=observability-dev-demo-stock,service.namespace=demo,host.name=docker-host",
    ]);
  });

  it("is one file that needs nothing but Node", async () => {
    const program = await bundleService(join(__dirname, "..", ".."));
    const required = [...program.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
    expect(required.length).toBeGreaterThan(3);
    const { builtinModules } = await import("node:module");
    const known = new Set(builtinModules);
    const foreign = required.filter((name) => !known.has(name.replace(/^node:/, "")));
    // A library tries it for colours, and does without.
    expect(foreign.filter((name) => name !== "supports-color")).toEqual([]);
  });

  it.each([
    [["--fault", "burning"], /there is no "burning"; it is one of slow, failing, memory, none/],
    [["--what"], /Unknown option '--what'[^]*Usage: npm run demo/],
  ])("refuses %j", async (words, message) => {
    await expect(demo(words)).rejects.toThrow(message);
  });
});
