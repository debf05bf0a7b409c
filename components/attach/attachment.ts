import * as pulumi from "@pulumi/pulumi";
import type { AttachmentArgs } from "./attachment-args";
import { containerIdentity, type ContainerIdentity } from "./container-identity";
import { attachmentProblems } from "./container-checks";
import { refusal, refuseIfWrong } from "../errors";
import type { ObservabilityStack } from "./stack";

/** Arguments of a `docker.Container` with which it is attached to a pipeline. */
export interface Attachment {
  /** The container's name. */
  readonly name: string;
  /** Named, because the provider finds a change in every preview where it is left to Docker. */
  readonly networkMode: string;
  /** The stack's network. */
  readonly networksAdvanced: { name: pulumi.Output<string> }[];
  /** What OpenTelemetry's SDKs read, and your own. */
  readonly envs: pulumi.Output<string>[];
  /** Docker labels, which become labels of the container's metrics. */
  readonly labels: { label: string; value: string }[];
  /** The agent reads the files of this driver. */
  readonly logDriver: string;
  /** Puts the container's name on each line that it prints. */
  readonly logOpts: Record<string, string>;
  /** Only with a `command`: what tells the program its container's id. */
  readonly entrypoints?: string[];
  /** The program with its arguments. */
  readonly command?: string[];
}

const RESOURCE_ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

/**
 * Name, network, environment, labels and log options for a `docker.Container` of your own, with which its metrics,
 * traces and logs are joined in the stack: `new docker.Container("shop", { image, ...observedContainerArgs(stack, { containerName: "shop" }) })`.
 */
export function observedContainerArgs(stack: ObservabilityStack, args: AttachmentArgs): Attachment {
  refuseIfWrong(`observedContainerArgs for "${args.containerName}"`, attachmentProblems(args));
  const protocol = args.otlpProtocol ?? "http/protobuf";
  const known = identity(args, protocol, { otlpEndpoint: "", hostName: undefined });
  // What only the stack knows, and the preview may not: everything else stays readable in it.
  const environment = pulumi
    .all([otlpEndpoint(stack, protocol), stack.hostName])
    .apply(
      ([otlpEndpoint, hostName]) =>
        identity(args, protocol, { otlpEndpoint, hostName }).environment,
    );
  return {
    name: args.containerName,
    networkMode: "bridge",
    networksAdvanced: [{ name: stack.networkName }],
    envs: envs(environment, Object.keys(known.environment), args.environment ?? {}),
    labels: Object.entries(known.labels).map(([label, value]) => ({ label, value })),
    logDriver: known.logDriver,
    logOpts: { ...known.logOptions },
    ...(known.entrypoint === undefined ? {} : { entrypoints: [...known.entrypoint] }),
    ...(known.command === undefined ? {} : { command: [...known.command] }),
  };
}

function identity(
  args: AttachmentArgs,
  otlpProtocol: "grpc" | "http/protobuf",
  { otlpEndpoint, hostName }: { otlpEndpoint: string; hostName: string | undefined },
): ContainerIdentity {
  const { containerName, serviceName = containerName, serviceNamespace, serviceVersion } = args;
  return containerIdentity({
    containerName,
    serviceName,
    ...(serviceNamespace === undefined ? {} : { serviceNamespace }),
    ...(serviceVersion === undefined ? {} : { serviceVersion }),
    ...(hostName === undefined ? {} : { hostName }),
    ...(args.command === undefined ? {} : { command: args.command }),
    ...(args.metrics === undefined ? {} : { metrics: args.metrics }),
    otlpEndpoint,
    otlpProtocol,
  });
}

function otlpEndpoint(stack: ObservabilityStack, protocol: string): pulumi.Output<string> {
  const endpoint =
    protocol === "grpc" ? stack.otlpGrpcEndpointInternal : stack.otlpHttpEndpointInternal;
  return pulumi.all([endpoint, stack.name]).apply(([address, name]) => {
    if (address !== "") return address;
    throw refusal(
      `The stack ${name} runs no collector, so a container on its network has nowhere to send to. ` +
        "Name a stack whose setting services lists collector.",
    );
  });
}

/** In the order of their names, so that a change shows as one line. */
function envs(
  ours: pulumi.Output<Readonly<Record<string, string>>>,
  names: readonly string[],
  own: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Output<string>[] {
  return [...new Set([...names, ...Object.keys(own)])].sort().map((name) => {
    const given = own[name];
    if (given === undefined) return ours.apply((values) => `${name}=${values[name] ?? ""}`);
    if (name !== RESOURCE_ATTRIBUTES) return pulumi.interpolate`${name}=${given}`;
    return pulumi
      .all([ours, given])
      .apply(([values, text]) => `${name}=${merged(values[name] ?? "", text)}`);
  });
}

/** An attribute of the user's own stands in place of ours of that name. */
function merged(ours: string, own: string): string {
  const key = (pair: string) => pair.split("=")[0]?.trim() ?? "";
  const given = own.split(",").filter((pair) => pair.trim() !== "");
  const kept = ours.split(",").filter((pair) => !given.map(key).includes(key(pair)));
  return [...kept, ...given].join(",");
}
