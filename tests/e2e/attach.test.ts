import { afterAll, beforeAll, describe, expect } from "vitest";
import { extensions } from "./chapters/extensions";
import { instrumentedApp } from "./chapters/instrumented-app";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { describeOnEngine } from "../../testing/e2e/on-engine";

describeOnEngine("projects that attach to a running stack", () => {
  let clone: Clone;
  let stack: Stack;

  beforeAll(async () => {
    clone = Clone.furnished();
    stack = new Stack(clone, "attach", 24300, { protectData: false });
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
  });

  afterAll(async () => {
    await stack.down();
    clone.remove();
  });

  // Each example project is a chapter, which deploys and removes its own stack.
  describe("the instrumented app", () => {
    instrumentedApp(() => ({ clone, stack }));
  });
  extensions(() => ({ clone, stack }));
});
