import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { demandsOf } from "./components/demands";
import { needsExplicitHost, resolveEndpoint } from "./components/docker/endpoint";
import { EngineClient, EngineError } from "./components/docker/engine-client";
import { readEngineFacts } from "./components/docker/engine-facts";
import { preflight, PreflightError } from "./components/docker/preflight";
import { ObservabilityPipeline } from "./components/pipeline";
import { CLI_RANGE } from "./components/settings/cli-range";
import { loadSettings } from "./components/settings/load";
import { SettingsError } from "./components/settings/read";
import { resolveSettings } from "./components/settings/resolve";

/** Settings and engine are read and checked before the first resource is registered. */
async function main(): Promise<object> {
  await pulumi.requirePulumiVersion(CLI_RANGE);
  const given = loadSettings();

  const dockerConfig = new pulumi.Config("docker");
  const endpoint = resolveEndpoint({
    host: dockerConfig.get("host"),
    certPath: dockerConfig.get("certPath"),
  });
  const client = new EngineClient(endpoint);
  const engine = await readEngineFacts(client);
  const settings = resolveSettings(given, { stack: pulumi.getStack(), engineName: engine.name });
  await preflight(client, engine, demandsOf(settings));

  const providers = needsExplicitHost(endpoint)
    ? [new docker.Provider("docker", { host: endpoint.host })]
    : [];
  return new ObservabilityPipeline("pipeline", { settings, engine }, { providers }).outputs;
}

/** What the user can mend is told in sentences; only a fault of the program shows its stack. */
async function orExplain(): Promise<object> {
  try {
    return await main();
  } catch (error) {
    const known = [SettingsError, PreflightError, EngineError].some(
      (kind) => error instanceof kind,
    );
    if (!known) throw error;
    const told = new pulumi.RunError((error as Error).message);
    // Pulumi formats the stack for its own tracing even where it does not show it, which takes twenty seconds.
    told.stack = told.message;
    throw told;
  }
}

export = orExplain;
