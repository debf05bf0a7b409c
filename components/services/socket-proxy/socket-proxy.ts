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

/** A filter beside an agent. */
export interface AgentSocketProxyArgs extends SocketProxyArgs {
  readonly readers: Readers;
}

/**
 * The filter in front of the engine's API: it alone has the engine's socket, and answers only what the agent beside it reads.
 *
 * It has no network: its own socket is in a volume, which the agent mounts. Root, because the engine's socket is
 * root's and its group's, whose number no API tells; but without any capability.
 */
export class SocketProxy extends pulumi.ComponentResource {
  readonly service: Service;
  /** For the reader: the folder with the filter's socket. */
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
