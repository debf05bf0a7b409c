import type { EngineClient } from "../engine/client";
import type { Problem } from "../problem";
import { pulumiCommand } from "../pulumi-command";

interface Info {
  readonly Swarm?: {
    readonly LocalNodeState?: string;
    readonly ControlAvailable?: boolean;
    readonly RemoteManagers?: readonly { readonly Addr: string }[] | null;
  };
}

/** Why services cannot be deployed from this engine; undefined where they can. */
export async function noSwarmManager(client: EngineClient): Promise<Problem | undefined> {
  const { Swarm = {} } = await client.get<Info>("/info");
  const { LocalNodeState = "inactive", ControlAvailable = false, RemoteManagers } = Swarm;
  if (LocalNodeState === "active" && ControlAvailable) return undefined;
  const nameEngine = pulumiCommand("config set docker:host <address>");
  const managers = (RemoteManagers ?? []).map(({ Addr }) => Addr).join(", ");
  return LocalNodeState === "active"
    ? {
        setting: "swarm",
        message: `the engine at ${client.endpoint.host} is a worker of its Swarm, and only a manager deploys services.`,
        fix: `Name a manager with: ${nameEngine}${managers === "" ? "" : ` (managers: ${managers})`}. Or make it one with: docker node promote`,
      }
    : {
        setting: "swarm",
        message: `the engine at ${client.endpoint.host} is not a Swarm manager; its Swarm mode is ${LocalNodeState}.`,
        fix: `Turn it on with: docker swarm init. Or name a manager with: ${nameEngine}`,
      };
}
