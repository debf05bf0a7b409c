import * as pulumi from "@pulumi/pulumi";
import { Service } from "../../platform/service";
import { endpoints } from "../../settings/endpoints";
import { SOCKET_PATH, swarmApiFlags } from "./flags";
import type { SocketProxyArgs } from "./socket-proxy";

/**
 * The proxy in front of a manager's API. Through it, Prometheus lists a Swarm's nodes and tasks from any node, without
 * access to Docker Engine's socket. It answers only the address of Prometheus. It exposes the specifications of the
 * services, including their environment variables, which must therefore not contain secrets.
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
