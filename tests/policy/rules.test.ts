import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { policies } from "../../policy/pack";
import type { Case } from "./support/case";
import { cases } from "./support/cases";
import { CONTAINER, judge } from "./support/judge";
import { SERVICE, serviceCases } from "./support/service-cases";

const judged = (rule: string, { inputs, type = CONTAINER, protect = false, config }: Case) =>
  judge({ type, name: "resource", inputs, protect }, rule, config);

it("has passing and failing cases for every rule", () => {
  expect(Object.keys(cases).sort()).toEqual(policies.map(({ name }) => name).sort());
  for (const [rule, { passes, refused }] of Object.entries(cases)) {
    expect(Object.keys(passes).length, rule).toBeGreaterThan(0);
    expect(Object.keys(refused).length, rule).toBeGreaterThan(0);
  }
});

/** Rules for other resources, or for inputs that Swarm services do not have. */
const NOT_OF_SERVICES = [
  "privileged",
  "no-new-privileges",
  "pinned-pulls",
  "protected-data-volumes",
];

it("has cases of services for every rule that applies to a Swarm, and for no other", async () => {
  const there = policies.map(({ name }) => name).filter((name) => !NOT_OF_SERVICES.includes(name));
  expect(Object.keys(serviceCases).sort()).toEqual(there.sort());
  const inputs = { name: "app", taskSpec: { containerSpec: {} } };
  for (const rule of NOT_OF_SERVICES) {
    expect(await judge({ type: SERVICE, name: "app", inputs }, rule)).toEqual([]);
  }
});

describe.each([...Object.entries(cases), ...Object.entries(serviceCases)])(
  "%s",
  (rule, { passes, refused }) => {
    it.each(Object.entries(passes))("passes: %s", async (_, each) => {
      expect(await judged(rule, each)).toEqual([]);
    });

    it.each(Object.entries(refused))("fails when: %s", async (_, each) => {
      const found = await judged(rule, each);
      expect(found).toHaveLength(1);
      const message = found[0]?.message ?? "";
      const name = typeof each.inputs["name"] === "string" ? each.inputs["name"] : "resource";
      expect(message).toMatch(
        /^(?:Container|Service|Config|Secret|Image|Volume) \S+: .+\. Allowed: .+\. [A-Z].+\.$/,
      );
      expect(message).toContain(name);
      expect(message).toContain(each.tells ?? "");
    });

    it("ignores other resources", async () => {
      const inputs = { name: "net", ports: [{ internal: 80 }] };
      expect(
        await judge({ type: "docker:index/network:Network", name: "net", inputs }, rule),
      ).toEqual([]);
    });
  },
);

it("never shows the secret itself", async () => {
  const envs = ["DB_PASSWORD=changeme"];
  const found = await judge({ type: CONTAINER, name: "app", inputs: { name: "app", envs } });
  const told = found.filter(({ message }) => message.includes("DB_PASSWORD"));
  expect(told.map(({ rule }) => rule).sort()).toEqual([
    "default-passwords",
    "secrets-in-environment",
  ]);
  expect(JSON.stringify(found)).not.toContain("changeme");
});

it("requires a reason for each exemption", () => {
  for (const { name, configSchema } of policies.filter(
    (each) => !["pinned-pulls", "protected-data-volumes"].includes(each.name),
  )) {
    expect(configSchema?.properties["exempt"], name).toMatchObject({
      items: { required: ["container", "reason"], properties: { reason: { minLength: 10 } } },
    });
  }
});

it("depends on the versions with which it is tested", () => {
  const read = (...path: string[]) =>
    JSON.parse(readFileSync(join(__dirname, "..", "..", ...path), "utf8")) as {
      version: string;
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
  const [pack, project] = [read("policy", "package.json"), read("package.json")];
  const installed = { ...project.dependencies, ...project.devDependencies };
  expect(pack.version).toBe(project.version);
  for (const [name, version] of Object.entries({ ...pack.dependencies, ...pack.devDependencies })) {
    expect(installed[name], name).toBe(version);
  }
});
