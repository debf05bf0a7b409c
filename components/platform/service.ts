import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ConfigFiles, Mount } from "./config-files";
import type { ProbeCommand } from "./health-check";
import { serviceContainer } from "./single-engine/service";
import type { PublishedPort, StackContext } from "./stack-context";
import { swarmService } from "./swarm/service";

export interface ServiceArgs {
  readonly context: StackContext;
  /** Name of the service, at the end of its container's name. */
  readonly service: string;
  /** In a Swarm: one on each node, and not one for all of them. */
  readonly perNode?: boolean;
  /** In a Swarm: how many, no two on one node, whose volumes and ports they would share. Default: 1. */
  readonly replicas?: number;
  /** In a Swarm: constraints on its nodes, in place of the backend's. */
  readonly placement?: readonly string[];
  /** In a Swarm: on a node that knows of all the others. */
  readonly onManager?: boolean;
  /** Name by which the other containers of the network reach it. Left out, it has no network at all. */
  readonly alias?: string;
  /** Others, of services that it stands in for. */
  readonly furtherAliases?: readonly string[];
  readonly image: string;
  readonly command?: readonly string[];
  /** Plain settings only. A secret goes into a file: one secret here would hide the whole list in a preview. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Numeric user. Left out, the image's own. */
  readonly user?: string;
  /** Hard limit; the kernel ends the container above it. Changed in place, unless the program is told of it. */
  readonly memoryMiB: number;
  /**
   * Tells a program in Go of its limit, so that it clears up harder before it comes there: one that holds what it is sent in
   * memory, and does not look for the limit by itself. It reads that at its start.
   */
  readonly knowsItsLimit?: boolean;
  readonly ports?: readonly PublishedPort[];
  readonly files?: readonly ConfigFiles[];
  /** Those among them that it reads at its start only: when they change, it is replaced. */
  readonly replacedWith?: readonly ConfigFiles[];
  readonly data?: Mount;
  /** Further volumes, which the service reads. */
  readonly shared?: readonly Mount[];
  readonly hostPaths?: readonly { path: string; containerPath: string }[];
  /** What has to be ready before it starts, besides its files. */
  readonly startsAfter?: readonly pulumi.Resource[];
  /** Directories in memory, for what a service writes outside its data volume. */
  readonly scratch?: readonly string[];
  /** Whether the health check needs the lent probe, because the image brings no program for it. */
  readonly lendProbe?: boolean;
  readonly probe: ProbeCommand;
  /** Seconds between the stop signal and the kill: what the service needs to write down what it holds. */
  readonly graceSeconds: number;
  /** Capabilities to keep, in Docker's canonical form (`CAP_SYSLOG`). All others are dropped. */
  readonly capabilities?: readonly string[];
  readonly devices?: readonly string[];
  readonly privileged?: boolean;
  /** Let the container reach the Docker host as `host.docker.internal`. */
  readonly reachesHost?: boolean;
}

/**
 * One long-running service, made the same way for each: hardened, limited, its log rotated, healthy before the update goes
 * on. A container of one engine, or a service of a Swarm: this is the place where they part.
 */
export class Service extends pulumi.ComponentResource {
  readonly deployed: docker.Container | docker.Service;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Service", name, {}, opts);
    const { swarm } = args.context;
    this.deployed =
      swarm === undefined
        ? serviceContainer(`${name}-container`, args, this)
        : swarmService(`${name}-swarm`, args, swarm, this);
    this.registerOutputs();
  }
}
