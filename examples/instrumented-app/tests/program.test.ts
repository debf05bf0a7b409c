import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, it } from "vitest";

const PIPELINE = {
  namePrefix: "observability-dev",
  networkName: "observability-dev",
  otlpHttpEndpointInternal: "http://otel-collector:4318",
  hostName: "docker-host",
  grafanaUrl: "http://127.0.0.1:3000",
  signals: { containerMetrics: true, containerLogs: true, logInclude: [], logExclude: [] },
};

interface Container {
  readonly name: string;
  readonly envs: string[];
  readonly networksAdvanced: { name: string }[];
}

const containers: Container[] = [];
const references = new Set<string>();

beforeAll(async () => {
  // The working directory in which Pulumi runs the program.
  process.chdir(join(__dirname, ".."));
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const given = inputs as { name?: string };
        if (type === "docker:index/container:Container") containers.push(inputs as Container);
        if (type !== "pulumi:pulumi:StackReference") return { id: `${name}-id`, state: given };
        references.add(given.name ?? "");
        return { id: id ?? name, state: { ...given, outputs: PIPELINE } };
      },
      call: ({ inputs }) => inputs as object,
    },
    "instrumented-app",
    "test",
    false,
    "organization",
  );
  await pulumi.runtime.runInPulumiStack(() => import("../index.js"));
  await pulumi.runtime.disconnect();
});

it("runs both services on the pipeline's network, with an OTLP endpoint and a service name", () => {
  expect([...references]).toEqual(["organization/container-observability/dev"]);
  expect(containers.map(({ name }) => name).sort()).toEqual(["shop-stock", "shop-web"]);
  for (const { name, envs, networksAdvanced } of containers) {
    expect(networksAdvanced).toEqual([{ name: "observability-dev" }]);
    expect(envs).toContain(`OTEL_SERVICE_NAME=${name}`);
    expect(envs).toContain("OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector:4318");
  }
});

it("needs at most ten lines for observability, including those of the services", () => {
  const lines = ["index.ts", "bundle.ts", "app/server.ts"].flatMap((file) =>
    readFileSync(join(__dirname, "..", file), "utf8").split("\n"),
  );
  const marked = lines.filter((line) => line.endsWith("// observability"));
  expect(marked.length).toBeLessThanOrEqual(10);
  // No other line mentions it, except comments and the two lines that would otherwise start a plain container.
  const about = /observ|opentelemetry|otel|otlp|\bsdk\b|\bstack\b|telemetry/i;
  const others = lines.filter(
    (line) => about.test(line) && !marked.includes(line) && !/^\s*(\/\/|\/?\*)/.test(line),
  );
  expect(others.map((line) => line.replace(/\(.*/, ""))).toEqual([
    "new ObservedContainer",
    "const web = new ObservedContainer",
  ]);
});
