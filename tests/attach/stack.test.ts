import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { observabilityStack, type ObservabilityStack } from "../../components/attach/stack";
import { fullStackName } from "../../components/attach/stack-name";
import { outputVersions } from "../../components/settings/output-versions";
import { VERSION } from "../../components/settings/version";
import {
  attached,
  failures,
  pipelineOutputs,
  settled,
  type Recorded,
} from "../../testing/attached";
import { register } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";

const DEV = "organization/container-observability/dev";

/** The errors with which the program of a project that reads this field ends. */
function errors(
  recorded: Recorded,
  field: (stack: ObservabilityStack) => pulumi.Output<unknown>,
): Promise<Error[]> {
  return failures(() =>
    attached({ [DEV]: recorded }, () => settled(field(observabilityStack("dev")))),
  );
}

function without(recorded: Recorded, ...names: string[]): Recorded {
  const left = Object.entries(recorded.outputs).filter(([name]) => !names.includes(name));
  return { ...recorded, outputs: Object.fromEntries(left) };
}

describe("the stack that a project attaches to", () => {
  it.each([
    ["dev", "organization", DEV],
    ["dev", "acme", "acme/container-observability/dev"],
    ["telemetry/dev", "acme", "acme/telemetry/dev"],
    ["other/telemetry/dev", "acme", "other/telemetry/dev"],
  ])("is %s, for a stack of %s: %s", async (given, organization, full) => {
    const { resources, result } = await attached(
      { [full]: pipelineOutputs() },
      async () => {
        const stack = observabilityStack(given);
        return [await settled(stack.name), await settled(stack.networkName)];
      },
      { organization },
    );
    expect(resources.map(({ name }) => name)).toContain(full);
    expect(result).toEqual([
      { value: full, secret: false },
      { value: "observability-test", secret: false },
    ]);
  });

  it.each(["", "a/b/c/d", "acme//dev", "my stack"])("has no such name as %j", (name) => {
    expect(() => fullStackName(name)).toThrow(
      `"${name}" is not a valid stack name. Allowed forms: dev, container-observability/dev, organization/container-observability/dev.`,
    );
  });

  it("is taken as a reference that the program has, and asked for once under one name", async () => {
    const { resources } = await attached({ [DEV]: pipelineOutputs() }, async () => {
      const own = new pulumi.StackReference("mine", { name: DEV });
      await settled(observabilityStack(own).networkName);
      await settled(observabilityStack("dev").networkName);
      await settled(observabilityStack("container-observability/dev").networkName);
    });
    const references = resources.filter(({ type }) => type.endsWith("StackReference"));
    expect(references.map(({ name }) => name)).toEqual(["mine", DEV]);
  });

  it("gives each output by itself, and only the secret one as a secret", async () => {
    const { result } = await attached({ [DEV]: pipelineOutputs() }, async () => {
      const stack = observabilityStack("dev");
      const all: Record<string, { value: unknown; secret: boolean }> = {};
      const fields = Object.entries(stack) as [string, pulumi.Output<unknown>][];
      for (const [name, output] of fields) all[name] = await settled(output);
      return all;
    });
    expect(Object.keys(result)).toEqual(["name", ...Object.keys(outputVersions)]);
    const secret = Object.keys(result).filter((name) => result[name]?.secret);
    expect(secret).toEqual(["grafanaAdminPassword"]);
    expect(result["dataSourceUids"]?.value).toMatchObject({ tempo: "tempo" });
    expect(result["version"]?.value).toBe(VERSION);
  });
});

describe("an output that the stack lacks", () => {
  const networkName = (stack: ObservabilityStack) => stack.networkName;

  it.each<[string | undefined, string]>([
    ...[VERSION, "0.1.0", "0.10.0-dev.1"].map((version): [string, string] => [
      version,
      `, and that stack was brought up by version ${version}, so its program does not export it. ` +
        "Let that program export every output of the pipeline: docs/reference/packages.md",
    ]),
    ...["0.0.9", "0.0.10"].map((version): [string, string] => [
      version,
      `, and that stack was brought up by version ${version}. Update the project of that stack and run there: npm run up -- --stack dev`,
    ]),
    [
      undefined,
      ", so either that stack's program does not export it (let it export every output of the pipeline: docs/reference/packages.md), " +
        "or it was brought up by an older version (update the project of that stack and run there: npm run up -- --stack dev).",
    ],
  ])("is told with stack, output and version (stack of version %s)", async (version, why) => {
    const { outputs } = without(pipelineOutputs(), "networkName", "version");
    const recorded = { outputs: { ...outputs, ...(version === undefined ? {} : { version }) } };
    const [error, ...more] = await errors(recorded, networkName);
    expect(more).toEqual([]);
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error?.message).toBe(
      `The stack ${DEV} has no output "networkName": container-observability has it from version 0.1.0 on${why}`,
    );
    expect(error?.stack).toBe(error?.message);
  });

  it("is told by the number of its version, not by its spelling", async () => {
    const message = async (version: string) => {
      const { outputs } = without(pipelineOutputs(), "extensionsVolume");
      const [error] = await errors({ outputs: { ...outputs, version } }, (s) => s.extensionsVolume);
      return error?.message;
    };
    expect(await message("0.1.9")).toContain("Update the project of that stack");
    expect(await message("0.10.0")).toContain("its program does not export it");
    expect(await message("1.0.0")).toContain("its program does not export it");
  });

  it("does not trouble those who do not ask for it", async () => {
    const recorded = without(pipelineOutputs(), "networkName");
    expect(await errors(recorded, ({ grafanaUrl }) => grafanaUrl)).toEqual([]);
  });

  it("is told otherwise where the stack is not up, or is no pipeline", async () => {
    expect(String(await errors({ outputs: {} }, networkName))).toContain(
      `The stack ${DEV} is not up, so it has no output "networkName". In the project of that stack, run: npm run up -- --stack dev`,
    );
    expect(String(await errors({ outputs: { vpcId: "x" } }, networkName))).toContain(
      `The stack ${DEV} is not a stack of container-observability: it has no output "networkName"`,
    );
  });
});

describe("the versions", () => {
  it("are told for exactly the outputs, and none is later than this one", async () => {
    const { outputs } = await register(settingsWith(), modernEngine);
    expect(Object.keys(outputVersions).sort()).toEqual(Object.keys(outputs).sort());
    const later = Object.values(outputVersions).filter(
      (version) => version.localeCompare(VERSION, "en", { numeric: true }) > 0,
    );
    expect(later).toEqual([]);
  });

  it("are the same in the code and in package.json", () => {
    const file = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
    expect((JSON.parse(file) as { version: string }).version).toBe(VERSION);
  });
});
