import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "./plan/plan";
import { endpoints, httpUrl } from "./settings/endpoints";
import { filtersSocket } from "./settings/filtered-socket";
import { dataSourceUids } from "./settings/labels";
import type { Certificates } from "./certificates/certificates";
import { publishedAddress, publishedUrl } from "./settings/resolve";
import { socketProxy } from "./services/socket-proxy/manifest";
import { imageSetting, type ServiceName } from "./settings/services";
import { VERSION } from "./settings/version";

/**
 * What a stack tells its users and the projects that attach to it. A changed name or form is a
 * breaking change. An endpoint that is not published, or whose service does not run here, is empty.
 */
export interface StackOutputs {
  /** Where people open Grafana. */
  readonly grafanaUrl: string;
  /** Login of Grafana's administrator. */
  readonly grafanaAdminUser: string;
  /** Secret. Empty where this stack runs no Grafana. */
  readonly grafanaAdminPassword: pulumi.Output<string>;
  /** Query API of Prometheus, as seen from the Docker host. */
  readonly prometheusUrl: string;
  /** As `prometheusUrl`, of Tempo. */
  readonly tempoUrl: string;
  /** As `prometheusUrl`, of Loki. */
  readonly lokiUrl: string;
  /** Where people see and silence alerts, and its API. Empty where this stack uses no Alertmanager. */
  readonly alertmanagerUrl: string;
  /** `host:port` for OTLP over gRPC, as seen from the Docker host. */
  readonly otlpGrpcEndpoint: string;
  /** Base URL for OTLP over HTTP, as seen from the Docker host. */
  readonly otlpHttpEndpoint: string;
  /** OTLP over gRPC for containers on `networkName`, in the form that `OTEL_EXPORTER_OTLP_ENDPOINT` takes. */
  readonly otlpGrpcEndpointInternal: string;
  /** The same over HTTP. */
  readonly otlpHttpEndpointInternal: string;
  /** `host:port` at which agents of other hosts send OTLP over gRPC. Empty where none do. */
  readonly gatewayEndpoint: string;
  /** Bearer token for the published OTLP ports. Secret. Empty where they ask for none. */
  readonly otlpToken: pulumi.Output<string>;
  /** Certificate, in PEM, of who signed the servers'. Empty with `tls: off`, as the next two. */
  readonly tlsCaCertificate: pulumi.Output<string>;
  /** Certificate, in PEM, that Prometheus, Loki, Tempo, Alertmanager, and OTLP with `mtls`, let in. */
  readonly tlsClientCertificate: pulumi.Output<string>;
  /** Its private key, in PEM. Secret. */
  readonly tlsClientKey: pulumi.Output<string>;
  /** The Docker network that an app's container joins to reach the pipeline. */
  readonly networkName: pulumi.Output<string>;
  /** The Docker volume where other projects put what they add. Empty where this stack runs neither Prometheus nor Grafana. */
  readonly extensionsVolume: pulumi.Output<string>;
  /** Name of the environment, on every signal. */
  readonly environment: string;
  /** Name of the Docker host, as it stands on its containers' metrics and logs. */
  readonly hostName: string;
  /** Beginning of the name of every container, network and volume of the stack. */
  readonly namePrefix: string;
  /** What is collected of the host's containers. */
  readonly signals: {
    readonly containerMetrics: boolean;
    readonly containerLogs: boolean;
    /** Whether the host's containers are listed, and scraped by label. Not present before 0.3. */
    readonly containerDiscovery: boolean;
    /** Containers whose logs are collected (empty: all), and those whose are not. */
    readonly logInclude: readonly string[];
    readonly logExclude: readonly string[];
  };
  /** Uids of Grafana's data sources, for dashboards of your own. */
  readonly dataSourceUids: {
    readonly prometheus: string;
    readonly loki: string;
    readonly tempo: string;
    /** Provisioned where the stack uses an Alertmanager. */
    readonly alertmanager: string;
  };
  /** Image reference of each service that runs, and of busybox, which carries files. */
  readonly versions: Readonly<Record<string, string>>;
  /** The version of this project that brought the stack up last. */
  readonly version: string;
}

export function stackOutputs(
  { settings, services, backends, collected }: Plan,
  made: {
    networkName: pulumi.Output<string>;
    extensionsVolume: pulumi.Output<string> | undefined;
    grafanaAdminPassword: pulumi.Output<string> | undefined;
    tls: Certificates | undefined;
  },
): StackOutputs {
  const { bindAddress } = settings;
  const { client, material } = made.tls ?? {};
  const { containerMetrics, containerLogs, containerDiscovery } = collected;
  const url = (service: ServiceName, port: number) =>
    services.includes(service) ? publishedUrl(settings, port) : "";
  const collects = services.includes("collector");
  // An agent that sends to another host stands in for the gateway.
  const takes = collects || settings.backendStack !== "";
  const { host, grpc, http } = endpoints.collector;
  return {
    grafanaUrl: settings.grafanaUrl,
    grafanaAdminUser: settings.grafanaAdminUser,
    grafanaAdminPassword: pulumi.secret(made.grafanaAdminPassword ?? ""),
    prometheusUrl: settings.prometheusUrl || url("prometheus", settings.prometheusPort),
    tempoUrl: settings.tempoUrl || url("tempo", settings.tempoPort),
    lokiUrl: settings.lokiUrl || url("loki", settings.lokiPort),
    alertmanagerUrl: backends.alertmanagerPage,
    otlpGrpcEndpoint:
      collects && settings.otlpGrpcPort !== 0
        ? publishedAddress(bindAddress, settings.otlpGrpcPort)
        : "",
    otlpHttpEndpoint: url("collector", settings.otlpHttpPort),
    otlpGrpcEndpointInternal: takes ? httpUrl(host, grpc) : "",
    otlpHttpEndpointInternal: takes ? httpUrl(host, http) : "",
    gatewayEndpoint: collects ? settings.gatewayEndpoint : "",
    otlpToken: pulumi.secret(material?.otlpToken ?? ""),
    tlsCaCertificate: client?.ca ?? pulumi.output(""),
    tlsClientCertificate: client?.certificate ?? pulumi.output(""),
    tlsClientKey: pulumi.secret(client?.key ?? ""),
    networkName: made.networkName,
    extensionsVolume: made.extensionsVolume ?? pulumi.output(""),
    environment: settings.environment,
    hostName: settings.hostName,
    namePrefix: settings.namePrefix,
    signals: {
      containerMetrics: containerMetrics !== undefined,
      containerLogs,
      containerDiscovery,
      logInclude: settings.logInclude,
      logExclude: settings.logExclude,
    },
    dataSourceUids: { ...dataSourceUids },
    versions: {
      ...Object.fromEntries(services.map((name) => [name, settings[imageSetting(name)]])),
      ...(filtersSocket(settings) ? { [socketProxy.name]: settings.dockerSocketProxyImage } : {}),
      busybox: settings.busyboxImage,
    },
    version: VERSION,
  };
}
