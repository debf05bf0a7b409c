import { afterAll, beforeAll, expect } from "vitest";
import { exposure } from "./chapters/exposure";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { describeOnEngine } from "../../testing/e2e/on-engine";

describeOnEngine("a stack that is open to a network", () => {
  let clone: Clone;
  let stack: Stack;

  beforeAll(async () => {
    clone = Clone.furnished();
    stack = new Stack(clone, "exposure", 26100, {
      protectData: false,
      bindAddress: "0.0.0.0",
      tls: "generated",
      otlpAuth: "token",
      // Without Grafana: not every Grafana image that the tests use supports TLS.
      services: ["prometheus", "collector", "agent", "tempo", "loki", "alertmanager"],
    });
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
  });

  afterAll(async () => {
    await stack.down();
    clone.remove();
  });

  exposure(() => stack);
});
