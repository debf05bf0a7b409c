import type * as pulumi from "@pulumi/pulumi";
import type { ContainerMetrics } from "./container-identity";

/** A port of the container and where it is reached on the Docker host. */
export interface ObservedContainerPort {
  /** Where the app listens in its container. */
  readonly internal: number;
  /** Port of the Docker host. */
  readonly external: number;
  /** Address of the Docker host. Default: `127.0.0.1`. */
  readonly bindAddress?: string;
}

/** A Docker volume and where the container finds it. */
export interface ObservedContainerVolume {
  /** Name of the volume. Docker makes an empty one where there is none of that name. */
  readonly volumeName: pulumi.Input<string>;
  /** Absolute path in the container. */
  readonly containerPath: string;
  /** Whether the container may only read it. Default: false. */
  readonly readOnly?: boolean;
}

/** A file in the container: its text, or the file of the project that it is copied from. */
export interface ObservedContainerFile {
  /** Absolute path in the container. */
  readonly containerPath: string;
  /** The text itself. */
  readonly content?: pulumi.Input<string>;
  /** Path in the project's folder. For what is large: only its hash stands in state and preview. */
  readonly source?: string;
}

/** An app's container, and the stack that it is attached to. */
export interface ObservedContainerArgs {
  /** The pipeline's stack: `dev`, `project/dev` or `organization/project/dev`. */
  readonly stack: string;
  /** Image reference, with its tag or digest. */
  readonly image: pulumi.Input<string>;
  /** By this name the container is known on all signals. Default: the resource's name. A change replaces the container. */
  readonly containerName?: string;
  /** What the app is called on its traces, logs and metrics. Default: the container's name. */
  readonly serviceName?: string;
  /** What several services have in common, such as the shop that they are parts of. */
  readonly serviceNamespace?: string;
  /** Version of the app, by which its releases are told apart. */
  readonly serviceVersion?: string;
  /** The program that the container runs, with its arguments. Given, its spans have the container's id whatever its SDK; needs `/bin/sh` in the image. */
  readonly command?: string[];
  /** Variables of your own, which win over those set here. A secret among them hides the whole environment in previews: better a file. */
  readonly environment?: Record<string, pulumi.Input<string>>;
  /** Files in the container. A change replaces the container. */
  readonly files?: ObservedContainerFile[];
  /** Where the app serves metrics in Prometheus' text format: the stack then scrapes them. A change replaces the container. */
  readonly metrics?: ContainerMetrics;
  /** Ports that are published on the Docker host. */
  readonly ports?: ObservedContainerPort[];
  /** Docker volumes that the container mounts. */
  readonly volumes?: ObservedContainerVolume[];
  /** Networks that the container joins besides the pipeline's. */
  readonly networks?: pulumi.Input<string>[];
  /** Hard limit, without swap; the kernel ends the container above it. Changed in place. */
  readonly memoryMiB?: number;
  /** `always` (default), `unless-stopped` (does not come back where the engine was killed), `on-failure` or `no`. */
  readonly restart?: string;
  /** `http/protobuf` (default) or `grpc`. */
  readonly otlpProtocol?: string;
  /** User or `user:group` that the program runs as. Default: the image's. */
  readonly user?: string;
}
