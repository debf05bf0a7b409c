import type { EngineEndpoint } from "../../components/engine/endpoint";
import { EngineClient } from "../../components/engine/client";
import { readEngineFacts } from "../../components/engine/facts";
import { exclusions, LEFT_OUT } from "../../components/hosts/skipped";
import { endpointOf } from "../../components/hosts/prepare-hosts";
import type { Host } from "../../components/settings/host-settings";
import { UserError } from "../../components/problem";
import { readSettings } from "../../components/settings/read";
import { stackSettings } from "../render/settings";
import type { Pulumi } from "./cli";
import { projectName } from "./project";
import { readStackFile } from "./stack-file";

/** The remote hosts of a stack, by its settings in the clone. What is wrong with these is the program's to tell. */
export function hostsOf(root: string, stack: string): readonly Host[] {
  try {
    const config = readStackFile(root, stack) ?? {};
    return readSettings(stackSettings(config, projectName(root)).raw).hosts;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Where the engines of these hosts are. */
export function enginesOf(
  hosts: readonly Host[],
): readonly { readonly name: string; readonly endpoint: EngineEndpoint }[] {
  return hosts.map((host) => ({ name: host.name, endpoint: endpointOf(host) }));
}

/** A host whose engine does not answer. */
export interface SilentHost {
  readonly name: string;
  readonly problem: string;
}

/** Asks all hosts at once. */
export async function silentHosts(hosts: readonly Host[]): Promise<SilentHost[]> {
  const asked = await Promise.all(
    hosts.map(async (host) => {
      try {
        await readEngineFacts(new EngineClient(endpointOf(host)), "");
        return undefined;
      } catch (error) {
        return { name: host.name, problem: (error as Error).message };
      }
    }),
  );
  return asked.filter((host) => host !== undefined);
}

/** The CLI, and what it is told, so that a command leaves these hosts as they are. */
export function without(
  silent: readonly SilentHost[],
  pulumi: Pulumi,
): { readonly pulumi: Pulumi; readonly words: readonly string[] } {
  if (silent.length === 0) return { pulumi, words: [] };
  const names = silent.map(({ name }) => name);
  const environment = { ...pulumi.environment, [LEFT_OUT]: names.join(",") };
  return { pulumi: { ...pulumi, environment }, words: exclusions(names) };
}
