import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { packProgram, STARTS_NO_PACK } from "../../testing/e2e/policy-pack";
import { describeOnEngine } from "../../testing/e2e/on-engine";

// Only previews: the stack is never deployed.
describeOnEngine("the policy pack in Pulumi's engine", () => {
  let clone: Clone;
  let stack: Stack;
  let pack = "policy";

  beforeAll(async () => {
    clone = Clone.furnished();
    stack = new Stack(clone, "policy", 24700, { protectData: true });
    const { output } = await stack.preview(["--policy-pack", pack]);
    if (output.includes(STARTS_NO_PACK)) pack = packProgram(clone.folder);
  });

  afterAll(() => {
    clone.remove();
  });

  it("finds no violation in the program", async () => {
    const { status, output } = await stack.preview(["--policy-pack", pack]);
    expect(output).toMatch(/container-observability@v\d+\.\d+\.\d+/);
    // The first preview does not know the generated password. Pulumi's engine reports that these rules run later.
    const later =
      /\[advisory\]\s+[\w-]+\s+\(docker:index:Container: grafana-secrets-carrier\)\n\s+can't run policy .* can't be known during preview/g;
    expect(output.replaceAll(later, "")).not.toMatch(/\[(?:mandatory|advisory)\]|can't run policy/);
    expect(status, output).toBe(0);
  });

  it("fails the preview of a program that violates a rule, and names the container", async () => {
    stack.configure({ cadvisorPrivileged: true });
    const { status, output } = await stack.preview(["--policy-pack", pack]);
    expect(status).not.toBe(0);
    expect(output).toMatch(/\[mandatory\]\s+privileged /);
    expect(output).toContain("Container observability-policy-cadvisor: it is privileged");
  });

  it("accepts the program if the configuration exempts the container with a reason", async () => {
    const container = "*-cadvisor";
    const exempt = [{ container, reason: "This host hides its cgroups from anything less." }];
    const file = join(clone.folder, "policy-config.json");
    const rules = ["privileged", "capabilities", "no-new-privileges"];
    const config = Object.fromEntries(rules.map((rule) => [rule, { exempt }]));
    writeFileSync(file, JSON.stringify(config));
    const words = ["--policy-pack", pack, "--policy-pack-config", file];
    const allowed = await stack.preview(words);
    expect(allowed.status, allowed.output).toBe(0);
    writeFileSync(file, JSON.stringify({ privileged: { exempt: [{ container }] } }));
    const refused = await stack.preview(words);
    expect(refused.status).not.toBe(0);
    expect(refused.output).toMatch(/reason is required/);
  });
});
