import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles, secretFilesOf } from "../../platform/config-files";
import { DataVolume } from "../../platform/data-volume";
import { Probe } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { StackContext } from "../../platform/types";
import { tlsFiles } from "../../platform/tls-files";
import { hashedDirectory, shortHash, type Files } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl } from "../../settings/endpoints";
import { DATA_PATH, escapeDollars } from "./blocks";
import { buildGatewayConfig, type GatewayInput } from "./gateway-config";

const CONFIG_PATH = "/config";
const SECRETS_PATH = "/secrets";
/** User of the Collector's image. */
const COLLECTOR_USER = dataOwners.collector;

export interface GatewayArgs extends GatewayInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /**
   * On a Swarm: the number of gateways, each on its own node, and the placement constraints. Empty: same nodes as the
   * backend.
   */
  readonly replicas: number;
  readonly placement: readonly string[];
  /** Ports of the Docker host. 0: not published. */
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly upstreamHeaders: Readonly<Record<string, string>>;
}

/** Returns the gateway's configuration in a content-hashed directory. */
export function gatewayFiles(input: GatewayInput): { path: string; files: Files } {
  return hashedDirectory(CONFIG_PATH, { "gateway.yaml": toYaml(buildGatewayConfig(input)) });
}

/** Renders the file with the upstream headers, which the Collector includes in its configuration. */
export function headersText(headers: Readonly<Record<string, string>>): string {
  return toYaml(escapeDollars(headers));
}

/**
 * Returns the path of the file with the upstream headers. The path changes with its content, so that the Collector
 * reloads it.
 */
export function headersFile(headers: Readonly<Record<string, string>>): string | undefined {
  const entries = Object.entries(headers);
  return entries.length === 0
    ? undefined
    : `${SECRETS_PATH}/upstream-headers-${shortHash(JSON.stringify(entries)).slice(0, 6)}.yaml`;
}

/**
 * The gateway Collector: receives OTLP from apps and agents, and sends each signal to its store.
 *
 * Accepted data stays in a queue on its volume until the store accepts it. When a queue is full, senders wait. It runs
 * without root, and without access to the host or to Docker Engine's socket.
 */
export class Gateway extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: GatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Gateway", name, {}, opts);
    const { context } = args;
    const config = gatewayFiles(args);
    const tls = tlsFiles(
      name,
      { context, service: "collector", onlyFor: COLLECTOR_USER, isClient: true, takesOtlp: true },
      { parent: this },
    );
    const secrets = headersFiles(`${name}-secrets`, args, { parent: this });
    const command = [`--config=${config.path}/gateway.yaml`];
    const files = secretFilesOf([...secrets, ...tls]);
    const check = { image: args.image, command: ["validate", ...command], files };
    const configFiles = new ConfigFiles(
      `${name}-config`,
      { context, purpose: "collector-config", files: config.files, mountPath: CONFIG_PATH, check },
      { parent: this },
    );
    const { publishedGrpc, publishedHttp } = endpoints.collector;
    const queue = new DataVolume(
      `${name}-data`,
      { context, service: "collector", belongsToRoot: true },
      { parent: this },
    );

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "collector",
        alias: endpoints.collector.host,
        replicas: args.replicas,
        ...(args.placement.length === 0 ? {} : { placement: args.placement }),
        image: args.image,
        command,
        user: queue.writer,
        memoryMiB: args.memoryMiB,
        ports: [
          { internal: publishedGrpc, external: args.grpcPort },
          { internal: publishedHttp, external: args.httpPort },
        ],
        files: [configFiles, ...secrets, ...tls],
        replacedWith: tls,
        data: { volumeName: queue.volumeName, containerPath: DATA_PATH, readOnly: false },
        hostGateway: true,
        injectHealthCheck: true,
        probe: Probe.command(httpUrl("127.0.0.1", endpoints.collector.health)),
        graceSeconds: 60,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

/**
 * Creates a volume with the file of the upstream headers, readable only by the gateway. Returns nothing if there are no
 * headers.
 */
function headersFiles(
  name: string,
  { context, upstream, upstreamHeaders }: GatewayArgs,
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const file = upstream?.headersFile;
  if (file === undefined) return [];
  return [
    new ConfigFiles(
      name,
      {
        context,
        purpose: "collector-secrets",
        files: { [file]: pulumi.secret(headersText(upstreamHeaders)) },
        mountPath: SECRETS_PATH,
        onlyFor: COLLECTOR_USER,
      },
      opts,
    ),
  ];
}
