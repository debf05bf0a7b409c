import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles } from "../docker/config-files";
import { DataVolume } from "../docker/data-volume";
import { Probe } from "../docker/probe";
import { Service } from "../docker/service";
import type { StackContext } from "../docker/stack-context";
import { hashedDirectory, type Files } from "../render/content-hash";
import { toYaml } from "../render/yaml";
import { endpoints, httpUrl } from "../settings/endpoints";
import { buildAgentConfig, HOST_PATH, type AgentInput } from "./agent-config";
import { DATA_PATH } from "./blocks";
import { CONTAINERS_PATH } from "./container-logs";

const CONFIG_PATH = "/config";

export interface AgentArgs extends AgentInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
}

/** The agent's configuration, in a directory named after its content. */
export function agentFiles(input: AgentInput): { path: string; files: Files } {
  return hashedDirectory(CONFIG_PATH, { "agent.yaml": toYaml(buildAgentConfig(input)) });
}

/**
 * The agent Collector: reads what only root may read on this host (container logs, host metrics, and
 * where a setting says so the engine's socket) and sends it to the gateway.
 *
 * It remembers on its volume how far it has read, and queues there what the gateway has not taken.
 * Root, because the engine keeps its containers' logs from everyone else; of root's
 * capabilities it keeps the one to read any file.
 */
export class Agent extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: AgentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Agent", name, {}, opts);
    const { context } = args;

    const config = agentFiles(args);
    const files = new ConfigFiles(
      `${name}-config`,
      { context, purpose: "agent-config", files: config.files, mountPath: CONFIG_PATH },
      { parent: this },
    );
    const data = new DataVolume(`${name}-data`, { context, service: "agent" }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "agent",
        alias: endpoints.agent.host,
        image: args.image,
        command: [`--config=${config.path}/agent.yaml`],
        user: "0:0",
        capabilities: ["CAP_DAC_READ_SEARCH"],
        memoryMiB: args.memoryMiB,
        hostPaths: hostPaths(args),
        files: [files],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        lendProbe: true,
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
  containerMetrics,
  dockerSocket,
}: AgentArgs) {
  return [
    ...(containerLogs === undefined
      ? []
      : [{ path: `${context.engine.rootDir}/containers`, containerPath: CONTAINERS_PATH }]),
    ...(hostMetrics ? [{ path: "/", containerPath: HOST_PATH }] : []),
    ...(containerMetrics === "docker_stats"
      ? [{ path: dockerSocket, containerPath: dockerSocket }]
      : []),
  ];
}
