import type { EngineClient } from "../../components/engine/client";
import { ifThere } from "../../components/engine/error";
import { listServices, type SwarmService } from "../../components/engine/swarm-services";
import type { Outputs } from "../stack/outputs";
import { upCommand } from "./context";
import type { Check } from "./rows";
import { servicesOf } from "./services";

/** The stack's services on a Swarm; none where it is containers of one engine. */
export async function servicesOnSwarm(
  client: EngineClient,
  { namePrefix }: Outputs,
): Promise<readonly SwarmService[]> {
  const { Swarm } = await client.get<{ Swarm?: { ControlAvailable?: boolean } }>("/info");
  if (Swarm?.ControlAvailable !== true) return [];
  return (await ifThere(listServices(client, namePrefix, { status: "true" }))) ?? [];
}

/** A check for each service of a stack on a Swarm: whether as many of its tasks run as are to. */
export function swarmServiceChecks(client: EngineClient, outputs: Outputs, stack: string): Check[] {
  return servicesOf(outputs).map((service) => {
    const name = `${outputs.namePrefix}-${service}`;
    return {
      check: `Service ${service}`,
      asked: `tasks of ${name}`,
      fix: `${upCommand(stack)} (why a task ended: docker service ps --no-trunc ${name})`,
      attempt: async () => {
        const found = await servicesOnSwarm(client, outputs);
        const status = found.find(({ Spec }) => Spec.Name === name)?.ServiceStatus;
        if (status === undefined) throw new Error("there is no such service");
        const { RunningTasks: running, DesiredTasks: wanted } = status;
        if (running < wanted || wanted === 0) {
          throw new Error(`${running} of ${wanted} tasks are running`);
        }
        return `${running} of ${wanted} tasks running`;
      },
    };
  });
}
