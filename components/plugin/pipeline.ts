import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { needsExplicitHost, resolveEndpoint, type EngineEndpoint } from "../engine/endpoint";
import type { StackOutputs } from "../outputs";
import { ObservabilityPipeline } from "../pipeline";
import { explained, preparePipeline } from "../prepare";
import { UserError, wrongSettings } from "../problem";
import { readArgs, withSecrets } from "./args";
import type { PipelineArgs } from "./pipeline-args";

const TYPE = "observability:index:Pipeline";

/** What is collected of the host's containers. */
export interface CollectedSignals {
  /** Whether there are metrics of containers. */
  containerMetrics: boolean;
  /** Whether the containers' logs are collected. */
  containerLogs: boolean;
  /** Whether the host's containers are listed, and scraped by label. */
  containerDiscovery: boolean;
  /** Containers whose logs are collected. Empty: all. */
  logInclude: string[];
  /** Containers whose logs are not collected. */
  logExclude: string[];
}

/** Uids of Grafana's data sources, for dashboards of your own. */
export interface DataSourceUids {
  /** Uid of Prometheus. */
  prometheus: string;
  /** Uid of Loki. */
  loki: string;
  /** Uid of Tempo. */
  tempo: string;
  /** Uid of Alertmanager; provisioned where the pipeline uses one. */
  alertmanager: string;
}

/**
 * The whole pipeline on one Docker engine, made from plain settings: for programs in any language. A stack has one
 * of it. Its settings are checked, and its engine is asked, before anything is made.
 */
export class Pipeline extends pulumi.ComponentResource<StackOutputs> {
  /** Where people open Grafana. */
  readonly grafanaUrl: pulumi.Output<string>;
  /** Login of Grafana's administrator. */
  readonly grafanaAdminUser: pulumi.Output<string>;
  /** Secret. Empty where the pipeline has no Grafana of its own. */
  readonly grafanaAdminPassword: pulumi.Output<string>;
  /** Query API of Prometheus, as seen from the Docker host. */
  readonly prometheusUrl: pulumi.Output<string>;
  /** Query API of Tempo, as seen from the Docker host. */
  readonly tempoUrl: pulumi.Output<string>;
  /** Query API of Loki, as seen from the Docker host. */
  readonly lokiUrl: pulumi.Output<string>;
  /** Where people see and silence alerts. Empty where the pipeline uses no Alertmanager. */
  readonly alertmanagerUrl: pulumi.Output<string>;
  /** `host:port` for OTLP over gRPC, as seen from the Docker host. */
  readonly otlpGrpcEndpoint: pulumi.Output<string>;
  /** Base URL for OTLP over HTTP, as seen from the Docker host. */
  readonly otlpHttpEndpoint: pulumi.Output<string>;
  /** OTLP over gRPC for containers on `networkName`. */
  readonly otlpGrpcEndpointInternal: pulumi.Output<string>;
  /** OTLP over HTTP for containers on `networkName`. */
  readonly otlpHttpEndpointInternal: pulumi.Output<string>;
  /** `host:port` at which agents of other hosts send OTLP over gRPC. Empty where none do. */
  readonly gatewayEndpoint: pulumi.Output<string>;
  /** Bearer token for the published OTLP ports. Secret. Empty where they ask for none. */
  readonly otlpToken: pulumi.Output<string>;
  /** Certificate, in PEM, of who signed the servers'. Empty with `tls: off`, as the next two. */
  readonly tlsCaCertificate: pulumi.Output<string>;
  /** Certificate, in PEM, that the stores let in. */
  readonly tlsClientCertificate: pulumi.Output<string>;
  /** Its private key, in PEM. Secret. */
  readonly tlsClientKey: pulumi.Output<string>;
  /** The Docker network that an app's container joins to reach the pipeline. */
  readonly networkName: pulumi.Output<string>;
  /** The Docker volume where other projects put what they add. Empty where the pipeline runs neither Prometheus nor Grafana. */
  readonly extensionsVolume: pulumi.Output<string>;
  /** Name of the environment, on every signal. */
  readonly environment: pulumi.Output<string>;
  /** Name of the Docker host, as it stands on its containers' metrics and logs. */
  readonly hostName: pulumi.Output<string>;
  /** Beginning of the name of every container, network and volume. */
  readonly namePrefix: pulumi.Output<string>;
  /** What is collected of the host's containers. */
  readonly signals: pulumi.Output<CollectedSignals>;
  /** Uids of Grafana's data sources. */
  readonly dataSourceUids: pulumi.Output<DataSourceUids>;
  /** Image reference of each service that runs, and of busybox, which carries files. */
  readonly versions: pulumi.Output<Record<string, string>>;
  /** The version of container-observability that made the pipeline last. */
  readonly version: pulumi.Output<string>;

  constructor(name: string, args: PipelineArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super(TYPE, name, withSecrets(args), opts);
    // Each by itself, so that the one secret among them does not make all of them secret.
    const read = <Key extends keyof StackOutputs>(key: Key) =>
      pulumi.output(this.getData().then((outputs) => outputs[key]));
    this.grafanaUrl = read("grafanaUrl");
    this.grafanaAdminUser = read("grafanaAdminUser");
    this.grafanaAdminPassword = read("grafanaAdminPassword");
    this.prometheusUrl = read("prometheusUrl");
    this.tempoUrl = read("tempoUrl");
    this.lokiUrl = read("lokiUrl");
    this.alertmanagerUrl = read("alertmanagerUrl");
    this.otlpGrpcEndpoint = read("otlpGrpcEndpoint");
    this.otlpHttpEndpoint = read("otlpHttpEndpoint");
    this.otlpGrpcEndpointInternal = read("otlpGrpcEndpointInternal");
    this.otlpHttpEndpointInternal = read("otlpHttpEndpointInternal");
    this.gatewayEndpoint = read("gatewayEndpoint");
    this.otlpToken = read("otlpToken");
    this.tlsCaCertificate = read("tlsCaCertificate");
    this.tlsClientCertificate = read("tlsClientCertificate");
    this.tlsClientKey = read("tlsClientKey");
    this.networkName = read("networkName");
    this.extensionsVolume = read("extensionsVolume");
    this.environment = read("environment");
    this.hostName = read("hostName");
    this.namePrefix = read("namePrefix");
    this.signals = read("signals") as pulumi.Output<CollectedSignals>;
    this.dataSourceUids = read("dataSourceUids");
    this.versions = read("versions");
    this.version = read("version");
  }

  /** Runs within `super`: nothing of this class is there yet. */
  protected override async initialize(
    args: PipelineArgs,
    _opts: pulumi.ComponentResourceOptions,
    name: string,
  ): Promise<StackOutputs> {
    // A program that is done elsewhere waits for this, too.
    const done = pulumi.runtime.rpcKeepAlive();
    try {
      const { outputs } = await makePipeline(this, name, args);
      this.registerOutputs({ ...outputs });
      return outputs;
    } catch (error) {
      throw explained(error instanceof UserError ? error.forProgram() : error);
    } finally {
      done();
    }
  }
}

async function makePipeline(
  parent: pulumi.Resource,
  name: string,
  args: PipelineArgs,
): Promise<ObservabilityPipeline> {
  const { dockerHost, dockerCertPath, settings } = await readArgs(args);
  const endpoint = engineOf(dockerHost, dockerCertPath);
  const given = parent.getProvider("docker:index/container:Container");
  if (given !== undefined && dockerHost === undefined) {
    throw wrongSettings([
      {
        setting: "dockerHost",
        message:
          "not given, but a Docker provider of your own is, whose engine cannot be seen from here.",
        fix: "It must be the same as the provider's host; for example unix:///var/run/docker.sock.",
      },
    ]);
  }
  // What Docker's default provider does not find by itself has to be told to one of our own.
  const told = dockerHost !== undefined || dockerCertPath !== undefined;
  const own = given === undefined && (told || needsExplicitHost(endpoint));
  const provider = own
    ? new docker.Provider(`${name}-docker`, providerArgs(endpoint), { parent })
    : undefined;
  const prepared = await preparePipeline(settings, endpoint, pulumi.getStack());
  return new ObservabilityPipeline(name, prepared, {
    parent,
    ...(provider === undefined ? {} : { providers: [provider] }),
  });
}

function engineOf(host: string | undefined, certPath: string | undefined): EngineEndpoint {
  const config = new pulumi.Config("docker");
  const found = resolveEndpoint({
    host: host ?? config.get("host"),
    certPath: certPath ?? config.get("certPath"),
  });
  return host === undefined ? found : { ...found, source: "argument dockerHost" };
}

function providerArgs({ host, certPath }: EngineEndpoint): docker.ProviderArgs {
  return certPath === undefined ? { host } : { host, certPath };
}
