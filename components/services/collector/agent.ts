import { dirname } from "node:path/posix";
import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles, secretFilesOf } from "../../platform/config-files";
import { DataVolume } from "../../platform/data-volume";
import { Probe } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { Mount, StackContext } from "../../platform/types";
import { hashedDirectory, type Files } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { endpoints, httpUrl } from "../../settings/endpoints";
import { agent as agentManifest } from "./agent-manifest";
import { buildAgentConfig, type AgentInput } from "./agent-config";
import { DATA_PATH } from "./blocks";
import { CONTAINERS_PATH } from "./container-logs";
import { gatewayCredentials, type GatewayCredentials } from "./gateway-credentials";
import { HOST_PATH } from "./host-metrics";

const CONFIG_PATH = "/config";

export interface AgentArgs extends AgentInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** The proxy in front of Docker Engine's socket, if there is one. */
  readonly socketFilter: SocketFilter | undefined;
  /** Whether the agent reads lists or statistics of containers from Docker Engine. */
  readonly readsEngine: boolean;
  /** Docker Engine's socket on the host. */
  readonly engineSocket: string;
  /** Credentials for a gateway on another host. */
  readonly gatewayCredentials: GatewayCredentials | undefined;
}

/** A service that mounts Docker Engine's socket and provides its own, filtered socket to the agent in a volume. */
export interface SocketFilter {
  readonly service: Service;
  readonly mount: Mount;
}

/** Returns the agent's configuration in a content-hashed directory. */
export function agentFiles(input: AgentInput): { path: string; files: Files } {
  return hashedDirectory(CONFIG_PATH, { "agent.yaml": toYaml(buildAgentConfig(input)) });
}

/**
 * The agent Collector: reads data that only root can read on this host, and sends it to the gateway. This is container
 * logs, host metrics and, if a setting enables it, Docker Engine's socket.
 *
 * Its volume stores the read positions and a queue of data that the gateway has not accepted yet. If the gateway is on
 * another host, the agent takes the gateway's name on the local network and receives the containers' telemetry. It runs
 * as root, because only root can read the container logs. Its only capability allows it to read any file.
 */
export class Agent extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: AgentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Agent", name, {}, opts);
    const { context, socketFilter } = args;

    const config = agentFiles(args);
    const credentials = gatewayCredentials(
      `${name}-credentials`,
      { ...args, credentials: args.gatewayCredentials },
      { parent: this },
    );
    const files = new ConfigFiles(
      `${name}-config`,
      {
        context,
        purpose: "agent-config",
        files: config.files,
        mountPath: CONFIG_PATH,
        check: {
          image: args.image,
          command: ["validate", `--config=${config.path}/agent.yaml`],
          directories: [HOST_PATH],
          files: secretFilesOf(credentials),
        },
      },
      { parent: this },
    );
    const data = new DataVolume(`${name}-data`, { context, service: "agent" }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "agent",
        perNode: agentManifest.perNode,
        alias: endpoints.agent.host,
        additionalAliases: args.remoteGateway === undefined ? [] : [endpoints.collector.host],
        image: args.image,
        command: [`--config=${config.path}/agent.yaml`],
        user: "0:0",
        capabilities: ["CAP_DAC_READ_SEARCH"],
        memoryMiB: args.memoryMiB,
        hostPaths: hostPaths(args),
        files: [files, ...credentials],
        replacedWith: credentials,
        shared: socketFilter === undefined ? [] : [socketFilter.mount],
        startsAfter: socketFilter === undefined ? [] : [socketFilter.service.deployed],
        // Mounting the host's root would also expose Docker Engine's socket, and any other socket.
        tmpfs: socketFilter !== undefined && args.hostMetrics ? hidden(args.engineSocket) : [],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        injectHealthCheck: true,
        probe: Probe.command(httpUrl("127.0.0.1", endpoints.agent.health)),
        graceSeconds: 60,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

/** Returns only the parts of the host that a source needs. */
function hostPaths({
  context,
  containerLogs,
  hostMetrics,
  readsEngine,
  engineSocket,
  socketFilter,
}: AgentArgs) {
  return [
    ...(containerLogs === undefined
      ? []
      : [{ path: `${context.engine.rootDir}/containers`, containerPath: CONTAINERS_PATH }]),
    ...(hostMetrics ? [{ path: "/", containerPath: HOST_PATH }] : []),
    ...(readsEngine && socketFilter === undefined
      ? [{ path: engineSocket, containerPath: engineSocket }]
      : []),
  ];
}

/**
 * Returns folders of the host that are empty in the agent: the standard folder of sockets, and the folder in the
 * setting.
 */
function hidden(engineSocket: string): string[] {
  // On the host `/var/run` is a link to `/run`.
  const folder = dirname(engineSocket).replace(/^\/var\/run(?=\/|$)/, "/run");
  const folders = /^\/(?:run(?:\/|$)|$)/.test(folder) ? ["/run"] : ["/run", folder];
  return folders.map((path) => HOST_PATH + path);
}
