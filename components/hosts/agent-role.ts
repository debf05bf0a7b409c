import type * as pulumi from "@pulumi/pulumi";
import { Cadvisor } from "../services/cadvisor/cadvisor";
import { Agent } from "../services/collector/agent";
import type { GatewayAccess } from "../services/collector/gateway-credentials";
import type { StackContext } from "../platform/stack-context";
import type { RoomInputs } from "../plan/inputs";
import type { PipelineSettings } from "../settings/schema";
import { filtersSocket, readsEngine } from "../settings/filtered-socket";
import { socketProxy } from "../services/socket-proxy/manifest";
import { SocketProxy } from "../services/socket-proxy/socket-proxy";

export interface AgentRoleArgs {
  /** Those of the host, resolved. */
  readonly settings: PipelineSettings;
  readonly inputs: RoomInputs;
  readonly context: StackContext;
  /** Begins the names of the resources. */
  readonly prefix?: string;
  /** What the agent shows to a gateway on another host. */
  readonly access: GatewayAccess | undefined;
}

/** What reads one Docker host: cAdvisor and the agent Collector, as far as the settings list them. */
export function agentRole(args: AgentRoleArgs, child: pulumi.ComponentResourceOptions): void {
  const { settings, inputs, context, prefix = "", access } = args;
  if (inputs.services.includes("cadvisor")) {
    new Cadvisor(
      `${prefix}cadvisor`,
      {
        ...inputs.cadvisor,
        context,
        image: settings.cadvisorImage,
        memoryMiB: settings.cadvisorMemoryMiB,
        privileged: settings.cadvisorPrivileged,
        oomEvents: settings.oomEvents,
      },
      child,
    );
  }
  if (!inputs.services.includes("agent")) return;
  const socketFilter = filtersSocket(settings)
    ? new SocketProxy(
        `${prefix}${socketProxy.name}`,
        {
          context,
          image: settings.dockerSocketProxyImage,
          memoryMiB: settings.dockerSocketProxyMemoryMiB,
          dockerSocket: settings.dockerSocket,
          readers: inputs.agent,
        },
        child,
      )
    : undefined;
  new Agent(
    `${prefix}agent`,
    {
      ...inputs.agent,
      context,
      image: settings.collectorImage,
      memoryMiB: settings.agentMemoryMiB,
      socketFilter,
      readsEngine: readsEngine(settings),
      engineSocket: settings.dockerSocket,
      access,
    },
    child,
  );
}
