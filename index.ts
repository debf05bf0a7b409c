import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { needsExplicitHost, resolveEndpoint } from "./components/engine/endpoint";
import { ObservabilityPipeline } from "./components/pipeline";
import { explained, preparePipeline } from "./components/prepare";
import { CLI_RANGE } from "./components/settings/cli-range";
import { loadSettings } from "./components/settings/load";

/** Frames in the stack of an error that nobody expected, while resources are made. */
const FRAMES = 2;

/** Settings and engine are read and checked before the first resource is registered. */
async function main(): Promise<object> {
  await pulumi.requirePulumiVersion(CLI_RANGE);
  const given = loadSettings();

  const dockerConfig = new pulumi.Config("docker");
  const endpoint = resolveEndpoint({
    host: dockerConfig.get("host"),
    certPath: dockerConfig.get("certPath"),
  });
  const prepared = await preparePipeline(given, endpoint, pulumi.getStack());

  const providers = needsExplicitHost(endpoint)
    ? [new docker.Provider("docker", { host: endpoint.host })]
    : [];
  // The SDK notes where each promise of each resource was made, and looks every place up in source maps. That takes almost
  // a second of a preview, and the note is read only in a search for leaks.
  Error.stackTraceLimit = FRAMES;
  Reflect.deleteProperty(Error, "prepareStackTrace");
  return new ObservabilityPipeline("pipeline", prepared, { providers }).outputs;
}

async function orExplain(): Promise<object> {
  try {
    return await main();
  } catch (error) {
    throw explained(error);
  }
}

export = orExplain;
