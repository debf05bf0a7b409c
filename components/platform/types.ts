import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { EngineClient } from "../engine/client";
import type { EngineFacts } from "../engine/facts";
import type { DataService } from "../settings/data-owners";
import type { PulledImages } from "./images";
import type { TlsMaterial } from "./tls-material";

/** A volume as a service mounts it. */
export interface Mount {
  readonly volumeName: pulumi.Output<string>;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** A port of a container and the port of the Docker host on which it is published; 0 publishes nothing. */
export interface PublishedPort {
  readonly internal: number;
  readonly external: number;
}

/** A health check, as Docker runs it inside the container. */
export type HealthCheckCommand = readonly string[];

/** A file that only its service may read; nothing of it gets into a message. */
export interface SecretFile {
  readonly content: pulumi.Input<string>;
  readonly onlyFor: number;
}

/** What a service names to find a file of the Swarm's at a path. */
export interface SwarmFile {
  readonly path: string;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}

/** Files as the Swarm hands them to each task, from its own store. */
export interface SwarmFiles {
  readonly configs: readonly SwarmFile[];
  readonly secrets: readonly SwarmFile[];
}

/** Files where a platform has put them. */
export interface PlacedFiles {
  /** The volume, known once the files are there: a service that takes it starts after them. None in a Swarm. */
  readonly mounts: readonly Mount[];
  /** If the files change, these are replaced. None in a Swarm. */
  readonly populators: readonly docker.Container[];
  /** The files as a Swarm has them; none elsewhere. */
  readonly swarm: SwarmFiles;
}

/** Files for a service, of which it is known what only one user may read. */
export interface ServiceFiles extends PlacedFiles {
  /** For the check of a configuration that names these files. */
  readonly secretFiles: Readonly<Record<string, SecretFile>>;
}

export interface PlacedFilesArgs {
  readonly context: StackContext;
  /** Names the volume and its populator, such as `prometheus-config`. */
  readonly purpose: string;
  /** Absolute path to content. Every path lies under `mountPath`; no content is empty. */
  readonly files: Readonly<Record<string, pulumi.Input<string>>>;
  readonly mountPath: string;
  /** Numeric user that alone may read the files. Left out, everybody may. */
  readonly onlyFor?: number;
  /** What has to hold before they are written. */
  readonly after?: readonly pulumi.Resource[];
}

export interface ServiceArgs {
  readonly context: StackContext;
  /** Name of the service, at the end of its container's name. */
  readonly service: string;
  /** In a Swarm: one on each node, and not one for all of them. */
  readonly perNode?: boolean;
  /** In a Swarm: how many. No two run on one node, where they would share volumes and ports. Default: 1. */
  readonly replicas?: number;
  /** In a Swarm: constraints on its nodes, in place of the backend's. */
  readonly placement?: readonly string[];
  /** In a Swarm: on a node that knows of all the others. */
  readonly onManager?: boolean;
  /** Name by which the other containers of the network reach it. Left out, it has no network at all. */
  readonly alias?: string;
  /** Others, of services that it stands in for. */
  readonly additionalAliases?: readonly string[];
  readonly image: string;
  readonly command?: readonly string[];
  /** Plain settings only. A secret goes into a file: one secret here would hide the whole list in a preview. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Numeric user. Left out, the image's own. */
  readonly user?: string;
  /** Hard limit; the kernel ends the container above it. Changed in place, unless `setGoMemLimit` is set. */
  readonly memoryMiB: number;
  /** Sets GOMEMLIMIT, so that Go collects garbage before the container reaches its limit. It is read at the start. */
  readonly setGoMemLimit?: boolean;
  readonly ports?: readonly PublishedPort[];
  readonly files?: readonly ServiceFiles[];
  /** Those among them that it reads at its start only: when they change, it is replaced. */
  readonly replacedWith?: readonly ServiceFiles[];
  readonly data?: Mount;
  /** Additional volumes, which the service reads. */
  readonly shared?: readonly Mount[];
  readonly hostPaths?: readonly { path: string; containerPath: string }[];
  /** What has to be ready before it starts, besides its files. */
  readonly startsAfter?: readonly pulumi.Resource[];
  /** Directories in memory, for what a service writes outside its data volume. */
  readonly tmpfs?: readonly string[];
  /** Whether the health check needs the injected health check, because the image brings no program for it. */
  readonly injectHealthCheck?: boolean;
  readonly probe: HealthCheckCommand;
  /** Seconds between the stop signal and the kill: what the service needs to write down what it holds. */
  readonly graceSeconds: number;
  /** Capabilities to keep, in Docker's canonical form (`CAP_SYSLOG`). All others are dropped. */
  readonly capabilities?: readonly string[];
  readonly devices?: readonly string[];
  readonly privileged?: boolean;
  /** Let the container reach the Docker host as `host.docker.internal`. */
  readonly hostGateway?: boolean;
}

/** What holds its data in a volume. */
export interface DataVolumeArgs {
  readonly context: StackContext;
  /** What holds its data here. */
  readonly service: DataService;
  /** Whether the image has no directory at that path. Docker then gives an empty volume to root. */
  readonly belongsToRoot?: boolean;
}

/** A volume with data. */
export interface PlacedData {
  readonly volumeName: pulumi.Output<string>;
  /** Who may write there, as a container's user. */
  readonly writer: string;
}

/** The volumes with a health probe for images without one, and what has to be there before a container that mounts them. */
export interface InjectedHealthCheck {
  readonly mounts: readonly Mount[];
  /** None in a Swarm, where a task waits by itself. */
  readonly populators: readonly docker.Container[];
}

/** A part of the probe's image, by where it is there and where a service sees it. */
export interface HealthCheckPart {
  readonly part: string;
  readonly source: string;
  readonly target: string;
}

/**
 * What runs the stack's containers: one engine, or a Swarm. Each function registers resources below `parent`, in a form that the
 * provider finds unchanged in the next preview.
 */
export interface Platform {
  /** Whether a service goes on running when its files change. Otherwise new tasks have read them at their start. */
  readonly reloadsInPlace: boolean;
  /** The stack's own network. An app's container that joins it reaches every service by its alias. */
  network(name: string, namePrefix: string, opts: pulumi.CustomResourceOptions): docker.Network;
  service(
    name: string,
    args: ServiceArgs,
    parent: pulumi.Resource,
  ): docker.Container | docker.Service;
  files(name: string, args: PlacedFilesArgs, parent: pulumi.Resource): PlacedFiles;
  dataVolume(name: string, args: DataVolumeArgs, parent: pulumi.Resource): PlacedData;
  /** A volume that holds nothing worth keeping. With an `owner`, one that this user writes to. */
  sharedVolume(
    name: string,
    args: { readonly context: SharedContext; readonly volumeName: string; readonly owner?: number },
    parent: pulumi.Resource,
  ): pulumi.Output<string>;
  injectedHealthCheck(
    name: string,
    args: { readonly context: SharedContext; readonly parts: readonly HealthCheckPart[] },
    parent: pulumi.Resource,
  ): InjectedHealthCheck;
}

/** What every container of one stack shares. */
export interface StackContext {
  /** Beginning of the name of each container, network and volume. */
  readonly namePrefix: string;
  readonly bindAddress: string;
  readonly protectData: boolean;
  /** The remote host that the engine is of: what is kept there, queues of its agent and no store, goes with it. */
  readonly host: string | undefined;
  /** Volumes that were there before the stack, by the service whose data they hold. */
  readonly dataVolumes: Readonly<Partial<Record<DataService, string>>>;
  readonly platform: Platform;
  readonly engine: EngineFacts;
  /** For what Pulumi's provider cannot do: to run a program once, and to ask a service inside its container. */
  readonly client: EngineClient;
  readonly network: docker.Network;
  readonly images: PulledImages;
  /** Image of the containers that carry files and the health probe. */
  readonly busyboxImage: string;
  readonly probe: InjectedHealthCheck;
  /** Undefined where the stack speaks no TLS. */
  readonly tls: TlsMaterial | undefined;
}

/** The same before there is a probe. */
export type SharedContext = Omit<StackContext, "probe">;
