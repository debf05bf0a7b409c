import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, it, vi } from "vitest";
import { unfitEngine } from "../../components/preflight/preflight";
import { readArgs } from "../../components/plugin/args";
import { Pipeline } from "../../components/plugin/pipeline";
import type { PipelineArgs } from "../../components/plugin/pipeline-args";
import { images } from "../../components/settings/images";
import { defaults } from "../../components/settings/defaults";
import { type UserError, wrongSettings } from "../../components/problem";
import { ok, withEngine } from "../../testing/fake-engine";
import { unpublished } from "../../testing/unpublished";

const SECRET = "4dabf18193072939515e22adb298388d";

const answers = {
  "/version": ok({ ApiVersion: "1.52", Version: "29.0.0" }),
  "/info": ok({ Name: "docker-host", DockerRootDir: "/" }),
  "/containers/json": ok([]),
  ...Object.fromEntries(Object.values(images).map((image) => [`/images/${image}/json`, ok({})])),
};

interface Made {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** Makes a Pipeline under mocks, for an engine that answers. */
async function make(args: { [Key in keyof PipelineArgs]: PipelineArgs[Key] | undefined }): Promise<{
  made: Made[];
  outputs: Record<string, unknown>;
}> {
  return withEngine(answers, async ({ endpoint }) => {
    const made: Made[] = [];
    vi.stubEnv("DOCKER_HOST", endpoint.host);
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, inputs }) => {
          made.push({ type, name, inputs: inputs as Record<string, unknown> });
          return { id: name, state: { ...(inputs as object), result: "generated" } };
        },
        call: ({ inputs }) => inputs as Record<string, unknown>,
      },
      "any",
      "test",
    );
    const outputs = await pulumi.runtime.runInPulumiStack(() => {
      const pipeline = new Pipeline("own", {
        dockerHost: endpoint.host,
        ...unpublished,
        ...args,
      } as PipelineArgs);
      const { networkName, environment, signals, grafanaAdminPassword } = pipeline;
      return Promise.resolve({ networkName, environment, signals, grafanaAdminPassword });
    });
    await pulumi.runtime.disconnect();
    return { made, outputs: outputs as Record<string, unknown> };
  });
}

async function problemsOf(args: object): Promise<readonly string[]> {
  try {
    await readArgs(args);
    return [];
  } catch (error) {
    return (error as UserError).problems;
  }
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the component for every language", () => {
  it("makes the pipeline out of plain settings, with the stack's name where none is given", async () => {
    const { made, outputs } = await make({ logExclude: ["noise-*"] });
    const pipeline = made.find(({ type }) => type === "observability:index:ObservabilityPipeline");
    expect(pipeline?.name).toBe("own");
    const containers = made.filter(({ type }) => type === "docker:index/container:Container");
    expect(containers.map(({ inputs }) => inputs["name"])).toContain(
      "observability-test-prometheus",
    );
    expect(outputs["networkName"]).toBe("observability-test");
    expect(outputs["environment"]).toBe("test");
    expect(outputs["signals"]).toMatchObject({ containerLogs: true, logExclude: ["noise-*"] });
  });

  it("works on the engine it is told, by a provider of its own", async () => {
    const { made } = await make({});
    const provider = made.find(({ type }) => type === "pulumi:providers:docker");
    expect(provider?.inputs["host"]).toMatch(/^unix:\/\/.*docker\.sock$/);
  });

  it("takes a certificate to the engine that is found without dockerHost, too", async () => {
    const { made } = await make({ dockerHost: undefined, dockerCertPath: "/certs" });
    const provider = made.find(({ type }) => type === "pulumi:providers:docker");
    expect(provider?.inputs).toMatchObject({ certPath: "/certs" });
  });

  it("keeps a secret secret, also one that was given in plain text", async () => {
    const { made } = await make({
      services: [...defaults.services, "alertmanager"],
      alertWebhookUrl: "http://hooks.example.com/token",
    });
    const holding = made.filter(({ inputs }) =>
      JSON.stringify(inputs).includes("hooks.example.com/token"),
    );
    expect(holding.length).toBeGreaterThan(0);
    for (const { name, inputs } of holding) expect(JSON.stringify(inputs), name).toContain(SECRET);
  });
});

describe("arguments", () => {
  it("of every type become settings", async () => {
    const { settings } = await readArgs({
      grafanaPort: 3001,
      hostMetrics: false,
      metricsRetentionSize: "2GiB",
      services: [...defaults.services],
      scrapeTargets: [{ job: "shop", targets: ["shop:80"], labels: { team: "web" } }],
      upstreamOtlpEndpoint: "http://upstream.example.com:4318",
      upstreamOtlpHeaders: pulumi.secret({ authorization: "Bearer x" }),
    });
    expect(settings).toMatchObject({
      grafanaPort: 3001,
      hostMetrics: false,
      metricsRetentionSize: 2 ** 31,
      services: defaults.services,
      scrapeTargets: [{ job: "shop", targets: ["shop:80"], labels: { team: "web" } }],
      upstreamOtlpHeaders: { authorization: "Bearer x" },
    });
  });

  it("that are wrong are told together, in the words of a program", async () => {
    const problems = await problemsOf({ grafanaPort: -1, scrapeIntervall: "5s", lokiUrl: "loki" });
    expect(problems).toHaveLength(3);
    expect(problems.join("\n")).toMatch(/grafanaPort: "-1" is not allowed/);
    expect(problems.join("\n")).toMatch(/scrapeIntervall: .*scrapeInterval/);
    const told = wrongSettings([{ setting: "lokiUrl", message: "is wrong." }]).forProgram();
    expect(told.message).not.toContain("pulumi config set");
    expect(told.message).toContain("dockerHost");
    const fix = { how: "Choose another", setting: "lokiPort", value: "<port>" };
    const taken = unfitEngine([{ setting: "lokiPort", message: "port 3100 is taken.", fix }]);
    expect(taken.message).toContain("Choose another with: pulumi config set lokiPort <port>");
    expect(taken.forProgram().message).toContain("Choose another with the argument lokiPort");
  });

  it("fails, and does not wait for ever, when a value is known only after the update", async () => {
    const { unknown } = pulumi as unknown as { unknown: unknown };
    expect(await problemsOf({ alertWebhookUrl: unknown })).toEqual([
      expect.stringMatching(/^alertWebhookUrl: .* known only after the update/),
    ]);
  });

  it("that are secret, and no secret settings, would be plain text in files", async () => {
    const args = {
      dockerHost: pulumi.secret("tcp://user:token@engine:2376"),
      lokiUrl: pulumi.secret("http://user:token@loki"),
      scrapeTargets: [{ job: "shop", targets: [pulumi.secret("token:80")] }],
      alertWebhookUrl: pulumi.secret("http://hooks.example.com/token"),
    };
    const problems = await problemsOf(args);
    expect(problems).toEqual(
      ["dockerHost", "lokiUrl", "scrapeTargets"].map((key): unknown =>
        expect.stringMatching(new RegExp(`^${key}: its value is a secret, .* plain text`)),
      ),
    );
    expect(problems.join("\n")).not.toContain("token");
  });
});
