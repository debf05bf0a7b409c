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
  /** The filter that stands in front of the engine's socket, where there is one. */
  readonly socketFilter: SocketFilter | undefined;
  /** Whether it lists the containers, or asks for their statistics. */
  readonly readsEngine: boolean;
  /** The engine's socket on the Docker host. */
  readonly engineSocket: string;
  /** What the agent shows to a gateway on another host. */
  readonly gatewayCredentials: GatewayCredentials | undefined;
}

/** Something that has the engine's socket, and gives the agent another one in a volume. */
export interface SocketFilter {
  readonly service: Service;
  readonly mount: Mount;
}

/** The agent's configuration, in a directory named after its content. */
export function agentFiles(input: AgentInput): { path: string; files: Files } {
  return hashedDirectory(CONFIG_PATH, { "agent.yaml": toYaml(buildAgentConfig(input)) });
}

/**
 * The agent Collector: reads what only root may read on this host (container logs, host metrics, and
 * where a setting says so the engine's socket) and sends it to the gateway.
 *
 * It remembers on its volume how far it has read, and queues there what the gateway has not taken. Where the gateway is on
 * another host, it stands in for it on the network here, and takes what the containers send.
 * Root, because the engine keeps its containers' logs from everyone else; of root's
 * capabilities it keeps the one to read any file.
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
        // The host's root would bring the engine's socket along, and any other one.
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

/** Each part of the host that a source needs, and no other. */
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

/** Folders of the host that the agent is shown empty: where sockets are, and where a setting says that one is. */
function hidden(engineSocket: string): string[] {
  // On the host `/var/run` is a link to `/run`.
  const folder = dirname(engineSocket).replace(/^\/var\/run(?=\/|$)/, "/run");
  const folders = /^\/(?:run(?:\/|$)|$)/.test(folder) ? ["/run"] : ["/run", folder];
  return folders.map((path) => HOST_PATH + path);
}
