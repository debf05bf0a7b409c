import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { observedContainerArgs } from "../../components/attach/attachment";
import type { AttachmentArgs } from "../../components/attach/attachment-args";
import { ObservedContainer } from "../../components/attach/observed-container";
import type { ObservedContainerArgs } from "../../components/attach/observed-container-args";
import { observabilityStack } from "../../components/attach/stack";
import type { PipelineSettings } from "../../components/settings/schema";
import { attached, failures, pipelineOutputs, settled } from "../../testing/attached";
import { project } from "../../testing/project-files";

const DEV = "organization/container-observability/dev";
/** Marks a secret on its way to the engine. */
const SECRET = "4dabf18193072939515e22adb298388d";
const LICENCE_HASH = createHash("sha256")
  .update(readFileSync(join(project, "LICENSE")))
  .digest("hex");
const least: ObservedContainerArgs = { stack: "dev", image: "shop:1" };

async function run(
  args: Partial<ObservedContainerArgs> = {},
  settings: Partial<PipelineSettings> = {},
  preview = false,
) {
  const { resources, result } = await attached(
    { [DEV]: pipelineOutputs(settings) },
    async () => {
      const made = new ObservedContainer("shop", { ...least, ...args });
      const { containerName, containerId, containerUrl, serviceUrl } = made;
      if (preview) return [];
      return Promise.all(
        [containerName, containerId, containerUrl, serviceUrl].map(
          async (output) => (await settled(output)).value,
        ),
      );
    },
    { preview },
  );
  const container = resources.find(({ type }) => type === "docker:index/container:Container");
  return { resources, inputs: container?.inputs ?? {}, outputs: result };
}

describe("an observed container", () => {
  // As Pulumi runs a program. Another test file in the same process may have left another one behind.
  const before = process.cwd();
  beforeAll(() => {
    process.chdir(project);
  });
  afterAll(() => {
    process.chdir(before);
  });

  it("is attached by a name alone: network, environment, labels, log options", async () => {
    const { resources, inputs, outputs } = await run();
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ["pulumi:pulumi:Stack", "shop-prod"],
      ["observability:index:ObservedContainer", "shop"],
      ["pulumi:pulumi:StackReference", "shop-stack"],
      ["docker:index/container:Container", "shop-container"],
    ]);
    expect(inputs).toMatchObject({
      name: "shop",
      image: "shop:1",
      networkMode: "bridge",
      networksAdvanced: [{ name: "observability-test" }],
      envs: [
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector:4318",
        "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        "OTEL_RESOURCE_ATTRIBUTES=container.name=shop,host.name=docker-host",
        "OTEL_SERVICE_NAME=shop",
      ],
      labels: [{ label: "service.name", value: "shop" }],
      logDriver: "json-file",
      restart: "always",
    });
    expect(inputs["logOpts"]).toMatchObject({ tag: "{{.ImageName}}|{{.Name}}" });
    for (const left of ["memory", "memorySwap", "entrypoints", "command", "user"]) {
      expect(inputs, left).not.toHaveProperty(left);
    }
    expect(outputs).toEqual([
      "shop",
      "shop-contain",
      "http://127.0.0.1:3000/d/container?var-container=shop",
      "http://127.0.0.1:3000/d/services?var-service=shop",
    ]);
  });

  it("takes all that it is told, in the form that the provider reads back", async () => {
    const { inputs } = await run({
      containerName: "shop-web",
      serviceName: "web",
      serviceNamespace: "shop",
      serviceVersion: "1.2",
      otlpProtocol: "grpc",
      command: ["node", "server.js"],
      ports: [
        { internal: 9000, external: 9001, bindAddress: "0.0.0.0" },
        { internal: 80, external: 8080 },
      ],
      volumes: [{ volumeName: "shop-data", containerPath: "/data" }],
      files: [
        { containerPath: "/app/server.js", content: "listen()" },
        { containerPath: "/app/licence", source: "LICENSE" },
      ],
      networks: ["front"],
      memoryMiB: 64,
      restart: "no",
      user: "1000",
    });
    expect(inputs).toMatchObject({
      name: "shop-web",
      networksAdvanced: [{ name: "observability-test" }, { name: "front" }],
      command: ["node", "server.js"],
      ports: [
        { internal: 80, external: 8080, ip: "127.0.0.1" },
        { internal: 9000, external: 9001, ip: "0.0.0.0" },
      ],
      volumes: [{ volumeName: "shop-data", containerPath: "/data", readOnly: false }],
      uploads: [
        { file: "/app/server.js", content: "listen()" },
        { file: "/app/licence", source: "LICENSE", sourceHash: LICENCE_HASH },
      ],
      memory: 64,
      memorySwap: 64,
      restart: "no",
      user: "1000",
      labels: [
        { label: "service.name", value: "web" },
        { label: "service.namespace", value: "shop" },
        { label: "service.version", value: "1.2" },
      ],
    });
    expect(inputs["envs"]).toContain("OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector:4317");
    expect(inputs["envs"]).toContain("OTEL_EXPORTER_OTLP_PROTOCOL=grpc");
    expect((inputs["entrypoints"] as string[]).slice(0, 2)).toEqual(["/bin/sh", "-c"]);
  });

  it("lets the user's environment win, and adds to the resource's attributes", async () => {
    const { inputs } = await run({
      environment: {
        COLOUR: "red",
        OTEL_SERVICE_NAME: "mine",
        OTEL_RESOURCE_ATTRIBUTES: "team=web,host.name=mine",
      },
    });
    expect(inputs["envs"]).toEqual([
      "COLOUR=red",
      "OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector:4318",
      "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
      "OTEL_RESOURCE_ATTRIBUTES=container.name=shop,team=web,host.name=mine",
      "OTEL_SERVICE_NAME=mine",
    ]);
  });

  it("hides its environment where a secret stands in it, and nothing else; in a file, the file", async () => {
    const key = pulumi.secret("k");
    const hidden = async (args: Partial<ObservedContainerArgs>) => {
      const { inputs } = await run(args);
      const secret = (value: unknown) => JSON.stringify(value).includes(SECRET);
      return Object.keys(inputs).filter((name) => secret(inputs[name]));
    };
    expect(await hidden({ environment: { KEY: key, COLOUR: "red" } })).toEqual(["envs"]);
    expect(await hidden({ files: [{ containerPath: "/run/key", content: key }] })).toEqual([
      "uploads",
    ]);
    expect(await hidden({})).toEqual([]);
  });

  it("runs in a preview, and where Grafana runs elsewhere or not at all", async () => {
    expect((await run({}, {}, true)).resources).toHaveLength(4);
    const elsewhere = await run({}, { grafanaUrl: "https://grafana.example.com" });
    expect(elsewhere.outputs[2]).toBe("https://grafana.example.com/d/container?var-container=shop");
    const none = await run({}, { services: ["collector", "agent"], grafanaPort: 0 });
    expect(none.outputs.slice(2)).toEqual(["", ""]);
  });

  it("is refused where the stack has nothing that it could send to", async () => {
    const found = await failures(() => run({}, { services: ["prometheus"] }));
    expect(found.map(({ message }) => message)).toEqual([
      `The stack ${DEV} runs no collector, so a container on its network has nowhere to send to. Name a stack whose setting services lists collector.`,
    ]);
  });

  it.each([
    [{ containerLogs: false }, "it collects no container's logs"],
    [{ logInclude: ["web-*", "api"] }, "its logInclude (web-*, api) does not match that name"],
    [{ logExclude: ["sh*p"] }, "its logExclude (sh*p) matches that name"],
    [{ logInclude: ["shop"], logExclude: ["shopping"] }, undefined],
  ])("warns where its logs are not collected: %j", async (settings, reason) => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      await run({}, settings);
      expect(warn.mock.calls.map(([message]) => message)).toEqual(
        reason === undefined
          ? []
          : [`What shop prints is not collected by the stack ${DEV}: ${reason}.`],
      );
    } finally {
      warn.mockRestore();
    }
  });

  it("says all that is wrong with its arguments before anything is made", async () => {
    const bad: Partial<ObservedContainerArgs> = {
      containerName: "-shop",
      serviceName: " ",
      otlpProtocol: "http",
      restart: "sometimes",
      command: [],
      memoryMiB: 1,
      ports: [{ internal: 0, external: 70000 }],
      volumes: [{ volumeName: "v", containerPath: "data" }],
      files: [
        { containerPath: "app.js", source: "nowhere.js" },
        { containerPath: "/app.js" },
        { containerPath: "/empty", content: "" },
      ],
      environment: { "A=B": "" },
      networks: [""],
    };
    const [error] = await failures(() => run(bad));
    const lines = (error?.message ?? "").split("\n");
    expect(lines[0]).toBe('ObservedContainer "shop": nothing was changed.');
    expect(lines.slice(1).map((line) => line.slice(4).split(":")[0])).toEqual([
      "containerName",
      "serviceName",
      "otlpProtocol",
      "command",
      "environment",
      "restart",
      "memoryMiB",
      "ports[0].internal",
      "ports[0].external",
      "volumes[0].containerPath",
      "files[0].containerPath",
      "files[0].source",
      "files[1]",
      "files[2].content",
      "networks[0]",
    ]);
    expect(lines[3]).toBe(
      '  - otlpProtocol: "http" is not allowed. It must be one of http/protobuf, grpc.',
    );
  });
});

it("gives a docker.Container of one's own the same", async () => {
  const { resources, result } = await attached({ [DEV]: pipelineOutputs() }, async () => {
    const args = observedContainerArgs(observabilityStack("dev"), { containerName: "shop" });
    return Promise.all(args.envs.map(async (env) => (await settled(env)).value));
  });
  expect(resources.map(({ name }) => name)).toEqual(["shop-prod", DEV]);
  const { inputs } = await run();
  expect(result).toEqual(inputs["envs"]);
});

it("refuses for a docker.Container of one's own what it refuses for its own", async () => {
  const bad = { containerName: "-shop", otlpProtocol: "http/json", command: [] };
  const [error] = await failures(() =>
    attached({ [DEV]: pipelineOutputs() }, () =>
      observedContainerArgs(observabilityStack("dev"), bad as unknown as AttachmentArgs),
    ),
  );
  expect(error?.message.split("\n").map((line) => line.split(". It must be")[0])).toEqual([
    'observedContainerArgs for "-shop": nothing was changed.',
    '  - containerName: "-shop" is not allowed',
    '  - otlpProtocol: "http/json" is not allowed',
    "  - command: [] is not allowed",
  ]);
});
