import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "./certificates/certificates";
import type { GivenCertificates } from "./certificates/given";
import { resolveEndpoint, type EngineEndpoint } from "./engine/endpoint";
import type { EngineFacts } from "./engine/facts";
import { agentRole } from "./hosts/agent-role";
import type { BackendStack } from "./hosts/backend-stack";
import type { PreparedHost } from "./hosts/prepare-hosts";
import { RemoteHost } from "./hosts/remote-host";
import { stackOutputs, type StackOutputs } from "./outputs";
import { planOf, runs } from "./plan/plan";
import { contextOn } from "./platform/context";
import { ExtensionsVolume } from "./platform/extensions-volume";
import type { Mount } from "./platform/types";
import type { GatewayCredentials } from "./services/collector/gateway-credentials";
import { container, type Deployed } from "./services/module";
import { modules } from "./services/modules";
import { socketProxy } from "./services/socket-proxy/manifest";
import { SwarmApi } from "./services/socket-proxy/swarm-api";
import type { PipelineSettings } from "./settings/schema";
import { usesSwarmApi } from "./settings/swarm-settings";

/** What a pipeline is made of: `preparePipeline` has both. */
export interface ObservabilityPipelineArgs {
  /** Every setting, resolved: see `resolveSettings`. Plain, because it is written into config files. */
  readonly settings: PipelineSettings;
  /** The engine the pipeline is for, as `readEngineFacts` found it. */
  readonly engine: EngineFacts;
  /**
   * Where that engine is. Left out, where Pulumi's default Docker provider finds it: the stack's `docker:host`, else
   * DOCKER_HOST or the Docker context.
   */
  readonly endpoint?: EngineEndpoint;
  /** What the files of `tls: files` hold. */
  readonly certificates?: GivenCertificates;
  /** The engines of the setting `hosts`, but those that are left as they are. */
  readonly hosts?: readonly PreparedHost[];
  /** The images of the stack's services on a Swarm, as it has them. Left out, as where there are none yet. */
  readonly deployedImages?: ReadonlyMap<string, string>;
  /** What the stack that `backendStack` names has told. */
  readonly backend?: BackendStack;
}

/**
 * The whole pipeline on one Docker engine: every service that the settings list, with its network,
 * volumes and config files. Ready to use when the update ends.
 */
export class ObservabilityPipeline extends pulumi.ComponentResource {
  /** What the stack tells its users: export it from the program. */
  readonly outputs: StackOutputs;

  constructor(
    name: string,
    args: ObservabilityPipelineArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:ObservabilityPipeline", name, {}, opts);
    const plan = planOf(args.settings);
    const { settings } = plan;
    const child = { parent: this };
    const certificates =
      settings.tls === "off"
        ? undefined
        : new Certificates("certificates", { settings, given: args.certificates }, child);
    const { engine, endpoint = defaultEndpoint(), deployedImages = new Map() } = args;
    const context = contextOn(
      { settings, engine, endpoint, tls: certificates?.material, deployedImages },
      child,
    );
    let extensionsMount: Mount | undefined;
    const extensions = () =>
      (extensionsMount ??= new ExtensionsVolume("extensions", { context }, child).mount);

    if (usesSwarmApi(settings)) {
      const { dockerSocket } = settings;
      new SwarmApi("swarm-api", { ...container(plan, socketProxy), context, dockerSocket }, child);
    }
    const deployed = modules
      .filter(({ name }) => runs(plan, name))
      .map((module) => module.deploy(plan, { context, extensions }, child))
      .reduce<Deployed>((all, one) => ({ ...all, ...one }), {});
    agentRole({ plan, context, gatewayCredentials: args.backend?.gatewayCredentials }, child);
    for (const host of args.hosts ?? []) {
      new RemoteHost(
        `host/${host.name}`,
        {
          host,
          gatewayCredentials: certificates === undefined ? undefined : credentialsOf(certificates),
        },
        child,
      );
    }

    this.outputs = stackOutputs(plan, {
      networkName: context.network.name,
      extensionsVolume: settings.swarm ? undefined : extensionsMount?.volumeName,
      grafanaAdminPassword: deployed.grafanaAdminPassword,
      tls: certificates,
    });
    this.registerOutputs({ ...this.outputs });
  }
}

/** What the stack's own agents on other hosts show: what people's programs show, too. */
function credentialsOf({ client, material }: Certificates): GatewayCredentials {
  return {
    ca: client.ca,
    token: material.otlpToken ?? "",
    clientCertificate: client.certificate,
    clientKey: client.key,
  };
}

function defaultEndpoint(): EngineEndpoint {
  const config = new pulumi.Config("docker");
  return resolveEndpoint({ host: config.get("host"), certPath: config.get("certPath") });
}
