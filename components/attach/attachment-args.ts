import type * as pulumi from "@pulumi/pulumi";
import type { ContainerMetrics } from "./container-identity";

/** Who a container is. */
export interface AttachmentArgs {
  /** The container's name, the same before and after each recreation: by it the container is known on all signals. */
  readonly containerName: string;
  /** What the app is called on its traces, logs and metrics. Default: the container's name. */
  readonly serviceName?: string;
  /** What several services have in common, such as the shop that they are parts of. */
  readonly serviceNamespace?: string;
  /** Version of the app, on all its signals. */
  readonly serviceVersion?: string;
  /** Where the app serves metrics for Prometheus: the stack then scrapes them. */
  readonly metrics?: ContainerMetrics;
  /** `http/protobuf` (default) or `grpc`. */
  readonly otlpProtocol?: "grpc" | "http/protobuf";
  /** The program that the container runs, with its arguments. Given, it is started so that it knows the container's id too. */
  readonly command?: readonly string[];
  /** Environment of your own. It wins over what is set here; OTEL_RESOURCE_ATTRIBUTES is added to. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
}
