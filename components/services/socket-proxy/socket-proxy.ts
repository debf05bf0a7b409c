import * as pulumi from "@pulumi/pulumi";
import { Service } from "../../platform/service";
import type { Mount, StackContext } from "../../platform/types";
import { FILTERED_PATH } from "../../settings/filtered-socket";
import { socketProxy } from "./manifest";
import { type Readers, SOCKET_PATH, socketProxyFlags } from "./flags";

export interface SocketProxyArgs {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** The engine's socket on the Docker host. */
  readonly dockerSocket: string;
}

/** Arguments of a proxy that runs next to an agent. */
export interface AgentSocketProxyArgs extends SocketProxyArgs {
  readonly readers: Readers;
}

/**
 * The proxy in front of Docker Engine's API. Only the proxy mounts the engine's socket, and it answers only the
 * requests that the agent on its host needs.
 *
 * It has no network: its own socket is in a volume, which the agent mounts. It runs as root, because only root and the
 * socket's group can open the engine's socket, and no API reports the ID of that group. It has no capabilities.
 */
export class SocketProxy extends pulumi.ComponentResource {
  readonly service: Service;
  /** Mount for the agent, with the folder of the proxy's socket. */
  readonly mount: Mount;

  constructor(name: string, args: AgentSocketProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:SocketProxy", name, {}, opts);
    const { context } = args;
    const volumeName = context.platform.sharedVolume(
      name,
      { context, volumeName: `${context.namePrefix}-${socketProxy.name}` },
      this,
    );
    this.mount = { volumeName, containerPath: FILTERED_PATH, readOnly: true };

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: socketProxy.name,
        perNode: socketProxy.perNode,
        image: args.image,
        command: socketProxyFlags(args.readers),
        user: "0:0",
        memoryMiB: args.memoryMiB,
        hostPaths: [{ path: args.dockerSocket, containerPath: SOCKET_PATH }],
        shared: [{ ...this.mount, readOnly: false }],
        probe: ["CMD", "/healthcheck"],
        graceSeconds: 10,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
