import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { GatewayCredentials } from "../services/collector/gateway-credentials";
import { contextOn } from "../platform/context";
import { planOf } from "../plan/plan";
import { agentRole } from "./agent-role";
import { hostPrefix } from "./skipped";
import type { PreparedHost } from "./prepare-hosts";

export interface RemoteHostArgs {
  readonly host: PreparedHost;
  /** What its agent shows to the gateway. */
  readonly gatewayCredentials: GatewayCredentials | undefined;
}

/**
 * Another Docker host of the stack: cAdvisor, and an agent that pushes to the stack's gateway. Nothing is published there, and
 * nobody has to reach it but Docker's API.
 */
export class RemoteHost extends pulumi.ComponentResource {
  constructor(name: string, args: RemoteHostArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:RemoteHost", name, {}, opts);
    const { settings, engine, endpoint } = args.host;
    const prefix = hostPrefix(args.host.name);
    const provider = new docker.Provider(
      `${prefix}docker`,
      {
        host: endpoint.host,
        ...(endpoint.certPath === undefined ? {} : { certPath: endpoint.certPath }),
      },
      { parent: this },
    );
    const on = { parent: this, providers: [provider] };
    const context = contextOn(
      { settings, engine, endpoint, tls: undefined, prefix, host: args.host.name },
      { parent: this, provider },
    );
    agentRole(
      { plan: planOf(settings), context, prefix, gatewayCredentials: args.gatewayCredentials },
      on,
    );
    this.registerOutputs();
  }
}
