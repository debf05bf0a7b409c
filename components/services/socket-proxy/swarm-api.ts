import * as pulumi from "@pulumi/pulumi";
import { Service } from "../../platform/service";
import { endpoints } from "../../settings/endpoints";
import { SOCKET_PATH, swarmApiFlags } from "./flags";
import type { SocketProxyArgs } from "./socket-proxy";

/**
 * The filter in front of a manager's API, by which Prometheus learns which nodes and tasks a Swarm has, without the engine's
 * socket and wherever it runs. It answers the address of Prometheus only, and tells what services are made of: their
 * environment is no place for a secret.
 */
export class SwarmApi extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: SocketProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:SwarmApi", name, {}, opts);
    this.service = new Service(
      `${name}-service`,
      {
        context: args.context,
        service: endpoints["socket-proxy"].host,
        onManager: true,
        alias: endpoints["socket-proxy"].host,
        image: args.image,
        command: swarmApiFlags(),
        user: "0:0",
        memoryMiB: args.memoryMiB,
        hostPaths: [{ path: args.dockerSocket, containerPath: SOCKET_PATH }],
        probe: ["CMD", "/healthcheck"],
        graceSeconds: 10,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
