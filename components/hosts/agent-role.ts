import type * as pulumi from "@pulumi/pulumi";
import { runs, type Plan } from "../plan/plan";
import type { StackContext } from "../platform/types";
import { Cadvisor } from "../services/cadvisor/cadvisor";
import { cadvisor } from "../services/cadvisor/manifest";
import { Agent } from "../services/collector/agent";
import { agentInput } from "../services/collector/agent-input";
import { agent } from "../services/collector/agent-manifest";
import type { GatewayCredentials } from "../services/collector/gateway-credentials";
import { container } from "../services/module";
import { socketProxy } from "../services/socket-proxy/manifest";
import { SocketProxy } from "../services/socket-proxy/socket-proxy";
import { filtersSocket, readsEngine } from "../settings/filtered-socket";

export interface AgentRoleArgs {
  /** That of the host. */
  readonly plan: Plan;
  readonly context: StackContext;
  /** Begins the names of the resources. */
  readonly prefix?: string;
  /** What the agent shows to a gateway on another host. */
  readonly gatewayCredentials: GatewayCredentials | undefined;
}

/** What reads one Docker host: cAdvisor and the agent Collector, as far as the settings list them. */
export function agentRole(args: AgentRoleArgs, child: pulumi.ComponentResourceOptions): void {
  const { plan, context, prefix = "", gatewayCredentials } = args;
  const { settings } = plan;
  if (runs(plan, cadvisor.name)) {
    new Cadvisor(
      `${prefix}${cadvisor.name}`,
      {
        ...container(plan, cadvisor),
        context,
        scrapeInterval: settings.scrapeInterval,
        dockerSocket: settings.dockerSocket,
        hostNetwork: plan.collected.hostNetwork,
        privileged: settings.cadvisorPrivileged,
        oomEvents: settings.oomEvents,
      },
      child,
    );
  }
  if (!runs(plan, agent.name)) return;
  const input = agentInput(plan);
  const socketFilter = filtersSocket(settings)
    ? new SocketProxy(
        `${prefix}${socketProxy.name}`,
        {
          ...container(plan, socketProxy),
          context,
          dockerSocket: settings.dockerSocket,
          readers: input,
        },
        child,
      )
    : undefined;
  new Agent(
    `${prefix}${agent.name}`,
    {
      ...input,
      ...container(plan, agent),
      context,
      socketFilter,
      readsEngine: readsEngine(settings),
      engineSocket: settings.dockerSocket,
      gatewayCredentials,
    },
    child,
  );
}
