import { dirname } from "node:path/posix";
import * as pulumi from "@pulumi/pulumi";
import { wget } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { StackContext } from "../../platform/types";
import { endpoints, httpUrl } from "../../settings/endpoints";
import { cadvisorFlags } from "./flags";
import { cadvisor } from "./manifest";

export interface CadvisorArgs {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  readonly scrapeInterval: string;
  /** The engine's socket on the Docker host. */
  readonly dockerSocket: string;
  readonly hostNetwork: boolean;
  readonly privileged: boolean;
  /** Whether to count out-of-memory kills, which the kernel reports only in its log. */
  readonly oomEvents: boolean;
}

/**
 * cAdvisor: reads CPU, memory, network and disk I/O of every container on this host.
 *
 * It stores nothing; a restart leaves a gap of one scrape. It runs as root because only root can read cgroups,
 * container metadata and Docker Engine's socket. By default it is not privileged. It has only the capabilities that it
 * uses.
 */
export class Cadvisor extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: CadvisorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Cadvisor", name, {}, opts);
    const { containerdSocket, rootDir } = args.context.engine;

    this.service = new Service(
      `${name}-service`,
      {
        context: args.context,
        service: cadvisor.name,
        perNode: cadvisor.perNode,
        alias: endpoints.cadvisor.host,
        image: args.image,
        command: cadvisorFlags({ ...args, containerdSocket }),
        user: "0:0",
        memoryMiB: args.memoryMiB,
        privileged: args.privileged,
        // CAP_DAC_READ_SEARCH reads other users' files; CAP_SYSLOG reads the kernel log.
        capabilities: ["CAP_DAC_READ_SEARCH", ...(args.oomEvents ? ["CAP_SYSLOG"] : [])],
        devices: args.oomEvents ? ["/dev/kmsg"] : [],
        hostPaths: [
          // The only place with the names, networks and cgroups of other containers.
          { path: "/", containerPath: "/rootfs" },
          { path: "/sys", containerPath: "/sys" },
          { path: rootDir, containerPath: rootDir },
          { path: args.dockerSocket, containerPath: args.dockerSocket },
          // The folder, not the socket: containerd creates a new socket when it restarts.
          ...(containerdSocket === undefined ? [] : [folderOf(containerdSocket)]),
        ],
        probe: wget(`${httpUrl("127.0.0.1", endpoints.cadvisor.http)}/healthz`),
        graceSeconds: 10,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

function folderOf(socket: string) {
  return { path: dirname(socket), containerPath: dirname(socket) };
}
