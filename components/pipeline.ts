import * as pulumi from "@pulumi/pulumi";
import { Alertmanager } from "./services/alertmanager/alertmanager";
import { Certificates } from "./certificates/certificates";
import type { GivenCertificates } from "./certificates/given";
import { Gateway } from "./services/collector/gateway";
import type { GatewayAccess } from "./services/collector/gateway-credentials";
import { contextOn } from "./platform/context";
import { resolveEndpoint, type EngineEndpoint } from "./engine/endpoint";
import type { EngineFacts } from "./engine/facts";
import { ExtensionsVolume } from "./platform/extensions-volume";
import { Grafana } from "./services/grafana/grafana";
import { agentRole } from "./hosts/agent-role";
import type { BackendStack } from "./hosts/backend-stack";
import type { PreparedHost } from "./hosts/prepare-hosts";
import { RemoteHost } from "./hosts/remote-host";
import { roomInputs } from "./plan/inputs";
import { Loki } from "./services/loki/loki";
import { stackOutputs, type StackOutputs } from "./outputs";
import { Prometheus } from "./services/prometheus/prometheus";
import { publishedUrl } from "./settings/resolve";
import type { PipelineSettings } from "./settings/schema";
import type { ServiceName } from "./settings/services";
import { usesSwarmApi } from "./settings/swarm-settings";
import { SwarmApi } from "./services/socket-proxy/swarm-api";
import { Tempo } from "./services/tempo/tempo";

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
    const { settings } = args;
    const inputs = roomInputs(settings);
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
    const storageKeys = {
      accessKey: settings.objectStorageAccessKey,
      secretKey: settings.objectStorageSecretKey,
    };
    const runs = (service: ServiceName) => inputs.services.includes(service);
    const extensions =
      runs("prometheus") || runs("grafana")
        ? new ExtensionsVolume("extensions", { context }, child).mount
        : undefined;

    if (usesSwarmApi(settings)) {
      new SwarmApi(
        "swarm-api",
        {
          context,
          image: settings.dockerSocketProxyImage,
          memoryMiB: settings.dockerSocketProxyMemoryMiB,
          dockerSocket: settings.dockerSocket,
        },
        child,
      );
    }
    if (runs("prometheus") && extensions !== undefined) {
      new Prometheus(
        "prometheus",
        {
          ...inputs.prometheus,
          context,
          extensions,
          image: settings.prometheusImage,
          memoryMiB: settings.prometheusMemoryMiB,
          port: settings.prometheusPort,
          externalUrl: publishedUrl(settings, settings.prometheusPort),
          remoteWritePassword: settings.remoteWritePassword,
        },
        child,
      );
    }
    if (runs("tempo")) {
      new Tempo(
        "tempo",
        {
          ...inputs.tempo,
          context,
          image: settings.tempoImage,
          memoryMiB: settings.tempoMemoryMiB,
          port: settings.tempoPort,
          storageKeys,
        },
        child,
      );
    }
    if (runs("loki")) {
      new Loki(
        "loki",
        {
          ...inputs.loki,
          context,
          image: settings.lokiImage,
          memoryMiB: settings.lokiMemoryMiB,
          port: settings.lokiPort,
          storageKeys,
        },
        child,
      );
    }
    if (runs("collector")) {
      new Gateway(
        "collector",
        {
          ...inputs.gateway,
          context,
          image: settings.collectorImage,
          memoryMiB: settings.collectorMemoryMiB,
          replicas: settings.gatewayReplicas,
          placement: settings.gatewayPlacement,
          grpcPort: settings.otlpGrpcPort,
          httpPort: settings.otlpHttpPort,
          upstreamEndpoint: settings.upstreamOtlpEndpoint,
          upstreamHeaders: settings.upstreamOtlpHeaders,
        },
        child,
      );
    }
    agentRole({ settings, inputs, context, access: args.backend?.access }, child);
    for (const host of args.hosts ?? []) {
      new RemoteHost(
        `host/${host.name}`,
        { host, access: certificates === undefined ? undefined : accessOf(certificates) },
        child,
      );
    }
    if (runs("alertmanager")) {
      new Alertmanager(
        "alertmanager",
        {
          ...inputs.alertmanager,
          context,
          image: settings.alertmanagerImage,
          memoryMiB: settings.alertmanagerMemoryMiB,
          port: settings.alertmanagerPort,
          externalUrl: publishedUrl(settings, settings.alertmanagerPort),
          secrets: {
            webhook: settings.alertWebhookUrl,
            slack: settings.alertSlackWebhookUrl,
            smtpPassword: settings.smtpPassword,
            deadMan: settings.alertDeadManUrl,
          },
        },
        child,
      );
    }
    const grafana =
      runs("grafana") && extensions !== undefined
        ? new Grafana(
            "grafana",
            {
              ...inputs.grafana,
              context,
              extensions,
              image: settings.grafanaImage,
              memoryMiB: settings.grafanaMemoryMiB,
              port: settings.grafanaPort,
              url: settings.grafanaUrl,
              adminUser: settings.grafanaAdminUser,
              secretsGeneration: settings.secretsGeneration,
            },
            child,
          )
        : undefined;

    this.outputs = stackOutputs(settings, inputs.services, {
      networkName: context.network.name,
      extensionsVolume: settings.swarm ? undefined : extensions?.volumeName,
      grafanaAdminPassword: grafana?.adminPassword,
      tls: certificates,
    });
    this.registerOutputs({ ...this.outputs });
  }
}

/** What the stack's own agents on other hosts show: what people's programs show, too. */
function accessOf({ client, material }: Certificates): GatewayAccess {
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
