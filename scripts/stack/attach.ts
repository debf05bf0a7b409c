import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineEndpoint } from "../../components/engine/endpoint";
import { chooseBackend, type Backend } from "./backend";
import { findPulumi, type Pulumi } from "./cli";
import { engineEndpoint } from "./engine";
import { requireOutputs, type Outputs } from "./outputs";

/** The project's folder. A program that is one file with all that it imports stands elsewhere than its sources. */
export const root = folderWith("Pulumi.yaml", __dirname);

/** Where the stacks are kept, and the Pulumi that knows them. */
export interface Attached {
  readonly backend: Backend;
  readonly pulumi: Pulumi;
}

/** @throws UserError where there is no Pulumi CLI. */
export function attach(): Attached {
  const backend = chooseBackend(root, { PULUMI_SKIP_UPDATE_CHECK: "true", ...process.env });
  return { backend, pulumi: findPulumi(root, backend.environment) };
}

export interface RunningStack {
  readonly outputs: Outputs;
  readonly endpoint: EngineEndpoint;
}

/** @throws UserError where the stack is not up. */
export function attachToRunning(stack: string): RunningStack {
  const outputs = requireOutputs(attach().pulumi, root, stack);
  return { outputs, endpoint: engineEndpoint(root, stack) };
}

function folderWith(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : folderWith(name, dirname(folder));
}
