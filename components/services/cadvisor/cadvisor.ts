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
  /** Count out-of-memory kills, which the kernel tells in its log only. */
  readonly oomEvents: boolean;
}

/**
 * cAdvisor: reads CPU, memory, network and disk I/O of every container on this host.
 *
 * It keeps nothing; a restart leaves a gap of one scrape. It runs as root because cgroups,
 * container metadata and the engine's socket are open to root only, but neither privileged nor with
 * any capability it does not use.
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
        // The first reads other users' files; the second reads the kernel log.
        capabilities: ["CAP_DAC_READ_SEARCH", ...(args.oomEvents ? ["CAP_SYSLOG"] : [])],
        devices: args.oomEvents ? ["/dev/kmsg"] : [],
        hostPaths: [
          // Names, networks and cgroups of other containers are found below here only.
          { path: "/", containerPath: "/rootfs" },
          { path: "/sys", containerPath: "/sys" },
          { path: rootDir, containerPath: rootDir },
          { path: args.dockerSocket, containerPath: args.dockerSocket },
          // The folder, not the socket: containerd makes a new one when it restarts.
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
