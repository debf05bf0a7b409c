import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { logsNotCollected } from "../settings/collected";
import { observedContainerArgs } from "./attachment";
import { containerProblems } from "./container-checks";
import type { ObservedContainerArgs, ObservedContainerFile } from "./observed-container-args";
import { refuseIfWrong } from "../errors";
import { observabilityStack, type ObservabilityStack } from "./stack";
import { fullStackName } from "./stack-name";

const GRACE_SECONDS = 10;

/**
 * A container of an app whose metrics, traces and logs are joined in a pipeline's stack: on its network, told
 * where to send, and known by one name on all of them. The stack stays as it is.
 */
export class ObservedContainer extends pulumi.ComponentResource {
  /** The name, once the container runs. */
  readonly containerName: pulumi.Output<string>;
  /** The id as signals have it: its first 12 digits. */
  readonly containerId: pulumi.Output<string>;
  /** Grafana's page of the container; empty where the stack has no Grafana. */
  readonly containerUrl: pulumi.Output<string>;
  /** Grafana's page of the service; empty where the stack has no Grafana. */
  readonly serviceUrl: pulumi.Output<string>;

  constructor(name: string, args: ObservedContainerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:ObservedContainer", name, {}, opts);
    refuseIfWrong(`ObservedContainer "${name}"`, containerProblems(name, args));
    const { containerName = name, serviceName = containerName } = args;
    // Under a name of its own: Pulumi takes one resource of a name, and a program may start many containers.
    const reference = new pulumi.StackReference(
      `${name}-stack`,
      { name: fullStackName(args.stack) },
      { parent: this },
    );
    const stack = observabilityStack(reference);
    this.#warnAboutLogs(stack, containerName);

    const container = new docker.Container(
      `${name}-container`,
      containerArgs(stack, containerName, args),
      {
        parent: this,
        // Docker refuses a second container of the same name.
        deleteBeforeReplace: true,
      },
    );

    const page = (path: string) => stack.grafanaUrl.apply((url) => (url === "" ? "" : url + path));
    this.containerName = container.name;
    this.containerId = container.id.apply((id) => id.slice(0, 12));
    this.containerUrl = page(`/d/container?var-container=${encodeURIComponent(containerName)}`);
    this.serviceUrl = page(`/d/services?var-service=${encodeURIComponent(serviceName)}`);
    this.registerOutputs({
      containerName: this.containerName,
      containerId: this.containerId,
      containerUrl: this.containerUrl,
      serviceUrl: this.serviceUrl,
    });
  }

  #warnAboutLogs(stack: ObservabilityStack, containerName: string): void {
    pulumi.all([stack.signals, stack.name]).apply(([signals, name]) => {
      const reason = logsNotCollected({ name: containerName }, signals);
      if (reason === undefined) return;
      void pulumi.log.warn(
        `What ${containerName} prints is not collected by the stack ${name}: ${reason}.`,
        this,
      );
    });
  }
}

/** In a form that the provider finds unchanged in the next preview. */
function containerArgs(
  stack: ObservabilityStack,
  containerName: string,
  args: ObservedContainerArgs,
): docker.ContainerArgs {
  const { memoryMiB, user, otlpProtocol, ...attached } = args;
  const attachment = observedContainerArgs(stack, {
    ...attached,
    containerName,
    // Checked with all the other arguments: it is one of the two.
    ...(otlpProtocol === "grpc" ? { otlpProtocol } : {}),
  });
  return {
    ...attachment,
    image: args.image,
    networksAdvanced: [
      ...attachment.networksAdvanced,
      ...(args.networks ?? []).map((network) => ({ name: network })),
    ],
    // In the order in which the provider reads them back.
    ports: [...(args.ports ?? [])]
      .sort((a, b) => a.internal - b.internal || a.external - b.external)
      .map(({ internal, external, bindAddress = "127.0.0.1" }) => ({
        internal,
        external,
        ip: bindAddress,
      })),
    volumes: (args.volumes ?? []).map(({ volumeName, containerPath, readOnly = false }) => ({
      volumeName,
      containerPath,
      readOnly,
    })),
    uploads: (args.files ?? []).map(upload),
    // Without an equal memorySwap Docker doubles it, and every preview shows a change.
    ...(memoryMiB === undefined ? {} : { memory: memoryMiB, memorySwap: memoryMiB }),
    ...(user === undefined ? {} : { user }),
    restart: args.restart ?? "always",
    destroyGraceSeconds: GRACE_SECONDS,
    stopTimeout: GRACE_SECONDS,
  };
}

function upload({ containerPath, content, source }: ObservedContainerFile) {
  const file = containerPath;
  if (source === undefined) return { file, content: content ?? "" };
  return {
    file,
    source,
    sourceHash: createHash("sha256").update(readFileSync(source)).digest("hex"),
  };
}
