// A project that has the package installed and nothing else of this repository.
import * as pulumi from "@pulumi/pulumi";
import {
  containerIdentity,
  ObservabilityPipeline,
  Pipeline,
  readSettings,
  resolveSettings,
  SettingsError,
  type EngineFacts,
  type PipelineArgs,
  type StackOutputs,
} from "container-observability";

const engine: EngineFacts = {
  name: "docker-host",
  apiVersion: "1.52",
  serverVersion: "29.0.0",
  rootDir: "/var/lib/docker",
  containerdSocket: undefined,
};

export function ownPipeline(): StackOutputs {
  const settings = resolveSettings(readSettings({ namePrefix: "own", metricsRetention: "30d" }), {
    stack: pulumi.getStack(),
    engineName: engine.name,
  });
  return new ObservabilityPipeline("pipeline", { settings, engine }).outputs;
}

/** Checked by the compiler, not run: it would ask for a Docker engine. */
export function plainPipeline(): pulumi.Output<string> {
  const args: PipelineArgs = { grafanaPort: 3001, services: ["prometheus", "grafana"] };
  return new Pipeline("pipeline", args).grafanaUrl;
}

export function problemsOf(raw: Record<string, string>): readonly string[] {
  try {
    readSettings(raw);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [String(error)];
  }
}

export const identity = containerIdentity({
  containerName: "shop",
  serviceName: "shop",
  otlpEndpoint: "http://collector:4318",
});

// @ts-expect-error: types are there, and are strict
export const wrong: PipelineArgs = { grafanaPort: "3001" };
