import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { LOG_TAG, STACK_LABEL } from "../settings/labels";
import type { ConfigFiles, Mount } from "./config-files";
import { hasApi, START_INTERVAL_API } from "./engine-facts";
import type { ProbeCommand } from "./probe";
import type { PublishedPort, StackContext } from "./stack-context";

const READY_WITHIN_SECONDS = 180;

export interface ServiceArgs {
  readonly context: StackContext;
  /** Name of the service, at the end of its container's name. */
  readonly service: string;
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
 * One long-running container, made the same way for every service: hardened, limited, its log
 * rotated, healthy before the update goes on, and in a form that the provider finds unchanged in
 * the next preview.
 */
export class Service extends pulumi.ComponentResource {
  readonly container: docker.Container;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Service", name, {}, opts);
    const { context, files = [], replacedWith = [], lendProbe = false } = args;
    const lent = lendProbe ? context.probe : undefined;

    this.container = new docker.Container(
      `${name}-container`,
      {
        name: `${context.namePrefix}-${args.service}`,
        image: args.image,
        ...(args.command === undefined ? {} : { command: [...args.command] }),
        ...(args.user === undefined ? {} : { user: args.user }),
        envs: Object.entries({ ...args.environment, ...memoryTarget(args) }).map(
          ([key, value]) => `${key}=${value}`,
        ),
        labels: [{ label: STACK_LABEL, value: context.namePrefix }],
        ...network(args),
        ...limits(args),
        ...hardening(args),
        ...health(args),
        volumes: [
          ...files.map(({ mount }) => mount),
          ...(args.data === undefined ? [] : [args.data]),
          ...(args.shared ?? []),
          ...(lent?.mounts ?? []),
        ],
        mounts: (args.hostPaths ?? []).map(({ path, containerPath }) => ({
          type: "bind",
          source: path,
          target: containerPath,
          readOnly: true,
        })),
        tmpfs: Object.fromEntries((args.scratch ?? []).map((path) => [path, ""])),
      },
      {
        parent: this,
        deleteBeforeReplace: true,
        // The provider records changes of these without applying them, and takes a container
        // that never became healthy for a good one.
        replaceOnChanges: ["tmpfs", "init", "mounts", "healthcheck", "#initerror"],
        replaceWith: replacedWith.map(({ carrier }) => carrier),
        dependsOn: [
          context.images.get(args.image),
          ...files.map(({ carrier }) => carrier),
          ...(lent === undefined ? [] : [lent.carrier]),
          ...(args.startsAfter ?? []),
        ],
      },
    );
    this.registerOutputs();
  }
}

function network(args: ServiceArgs) {
  const { context, alias, furtherAliases = [], ports = [], reachesHost = false } = args;
  if (alias === undefined) return { networkMode: "none" };
  return {
    networkMode: "bridge",
    networksAdvanced: [{ name: context.network.name, aliases: [alias, ...furtherAliases] }],
    ports: ports
      .filter(({ external }) => external !== 0)
      // The order in which the provider reads them back.
      .sort((a, b) => a.internal - b.internal)
      .map(({ internal, external }) => ({ internal, external, ip: context.bindAddress })),
    hosts: reachesHost ? [{ host: "host.docker.internal", ip: "host-gateway" }] : [],
  };
}

function limits({ memoryMiB, graceSeconds }: ServiceArgs) {
  return {
    memory: memoryMiB,
    // Equal, so that nothing swaps. Without it Docker doubles it and every preview shows a change.
    memorySwap: memoryMiB,
    // Not `unless-stopped`: an engine that was killed stops at its start what still runs, and then takes that for a stop by
    // the user. Such a container would stay down.
    restart: "always",
    destroyGraceSeconds: graceSeconds,
    stopTimeout: graceSeconds,
    logDriver: "json-file",
    logOpts: { "max-size": "10m", "max-file": "3", tag: LOG_TAG },
  };
}

/** What is not on Go's heap needs room, too: a fifth. */
function memoryTarget({ knowsItsLimit = false, memoryMiB }: ServiceArgs) {
  return knowsItsLimit ? { GOMEMLIMIT: `${Math.floor(memoryMiB * 0.8)}MiB` } : {};
}

function hardening({ privileged = false, capabilities = [], devices = [] }: ServiceArgs) {
  return {
    readOnly: true,
    privileged,
    ...(privileged
      ? {}
      : {
          capabilities: { drops: ["ALL"], adds: [...capabilities] },
          securityOpts: ["no-new-privileges:true"],
        }),
    devices: devices.map((path) => ({ hostPath: path, containerPath: path, permissions: "r" })),
  };
}

/**
 * Docker checks for the first time when an interval has passed. Engines that know a shorter one for
 * the start can check rarely afterwards.
 */
function health({ context, probe }: ServiceArgs) {
  const quickStart = hasApi(context.engine, START_INTERVAL_API);
  return {
    healthcheck: {
      tests: [...probe],
      timeout: "5s",
      retries: 4,
      startPeriod: "2m0s",
      ...(quickStart ? { interval: "15s", startInterval: "1s" } : { interval: "5s" }),
    },
    wait: true,
    waitTimeout: READY_WITHIN_SECONDS,
  };
}
