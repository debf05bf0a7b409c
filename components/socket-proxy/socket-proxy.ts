import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Mount } from "../docker/config-files";
import { Service } from "../docker/service";
import type { StackContext } from "../docker/stack-context";
import { FILTERED_PATH } from "../settings/filtered-socket";
import { SOCKET_PROXY } from "../settings/services";
import { SOCKET_PATH, socketProxyFlags } from "./flags";

export interface SocketProxyArgs {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** The engine's socket on the Docker host. */
  readonly dockerSocket: string;
}

/**
 * The filter in front of the engine's API: it alone has the engine's socket, and answers the few questions
 * that the agent asks for container metrics.
 *
 * It has no network: its own socket is in a volume, which the agent mounts. Root, because the engine's socket is
 * root's and its group's, whose number no API tells; but without any capability.
 */
export class SocketProxy extends pulumi.ComponentResource {
  readonly service: Service;
  /** For the reader: the folder with the filter's socket. */
  readonly mount: Mount;

  constructor(name: string, args: SocketProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:SocketProxy", name, {}, opts);
    const { context } = args;
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: `${context.namePrefix}-${SOCKET_PROXY}` },
      { parent: this, deleteBeforeReplace: true },
    );
    this.mount = { volumeName: volume.name, containerPath: FILTERED_PATH, readOnly: true };

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: SOCKET_PROXY,
        image: args.image,
        command: socketProxyFlags(),
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
