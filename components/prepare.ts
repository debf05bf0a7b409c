import * as pulumi from "@pulumi/pulumi";
import { refusal } from "./errors";
import { readGivenCertificates } from "./certificates/given";
import { requirementsOf } from "./plan/requirements";
import type { EngineEndpoint } from "./engine/endpoint";
import { EngineClient } from "./engine/client";
import { readEngineFacts } from "./engine/facts";
import { preflight } from "./preflight/preflight";
import { readDeployedImages } from "./engine/deployed-images";
import { UserError } from "./problem";
import { readBackendStack } from "./hosts/backend-stack";
import { prepareHosts } from "./hosts/prepare-hosts";
import type { ObservabilityPipelineArgs } from "./pipeline";
import { resolveSettings } from "./settings/resolve";
import type { PipelineSettings } from "./settings/schema";

/**
 * What has to be known, and to hold, before the first resource is registered: the engine, the settings with
 * every empty one resolved, and that the engine can take the stack.
 *
 * @throws UserError, telling what the user can correct.
 */
export async function preparePipeline(
  given: PipelineSettings,
  endpoint: EngineEndpoint,
  stack: string,
): Promise<ObservabilityPipelineArgs> {
  const certificates = readGivenCertificates(given);
  const { backendStack } = given;
  const backend = backendStack === "" ? undefined : await readBackendStack(backendStack);
  const client = new EngineClient(endpoint);
  const engine = await readEngineFacts(client);
  const settings = resolveSettings(given, { stack, engineName: engine.name, backend });
  const warn = (text: string) => pulumi.log.warn(text);
  await preflight(client, engine, requirementsOf(settings), warn);
  const deployedImages = settings.swarm
    ? await readDeployedImages(client, settings.namePrefix)
    : undefined;
  return {
    settings,
    engine,
    endpoint,
    hosts: await prepareHosts(settings, endpoint, warn),
    ...(deployedImages === undefined ? {} : { deployedImages }),
    ...(certificates === undefined ? {} : { certificates }),
    ...(backend === undefined ? {} : { backend }),
  };
}

/** What the user can mend is told in sentences; only a fault of the program shows its stack. */
export function explained(error: unknown): unknown {
  return error instanceof UserError ? refusal(error.message) : error;
}
