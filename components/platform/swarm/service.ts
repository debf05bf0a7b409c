import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { dockerLabels, LOG_TAG, MAY_MOVE_LABEL, STACK_LABEL } from "../../settings/labels";
import { NODE_NAME } from "../../settings/swarm-settings";
import type { ServiceArgs } from "../types";
import { goMemLimit } from "../service-memory";
import { asDeployed } from "../../engine/deployed-images";
import type { SwarmMode } from "./mode";
import { rolledOut } from "./rollout";

/** On each line, so that it says which task wrote it. */
const TASK_LABELS = [dockerLabels.swarmService, dockerLabels.swarmTask].join(",");

/** Tasks of a service on each node that are replaced at a time. */
const NODES_AT_ONCE = 10;

/**
 * The same service as tasks of a Swarm: one or several where the placement allows it, or one on each node. A change is a rolling
 * update, which goes back by itself where a task does not become healthy; the update of the stack waits for either.
 */
export function swarmService(
  name: string,
  args: ServiceArgs,
  swarm: SwarmMode,
  parent: pulumi.Resource,
): docker.Service {
  const { context, perNode = false, replicas = 1 } = args;
  const spec = specification(args, swarm);
  const service = new docker.Service(name, deployable(spec, args, swarm), {
    parent,
    // The first: the provider would replace the service with each change of anything else in the task. The second: Docker's
    // client fills it in when it has asked the registry for the image.
    ignoreChanges: ["taskSpec.containerSpec.sysctl", "taskSpec.placement.platforms"],
    // Its name is taken.
    deleteBeforeReplace: true,
    dependsOn: [...(args.startsAfter ?? [])],
  });
  rolledOut(
    `${name}-rolled-out`,
    { context, service, spec, tasks: perNode ? "on each node" : replicas },
    parent,
  );
  return service;
}

/** With the image as it is there. What the settings say is another change than what a registry does. */
function deployable(
  spec: Specification,
  { context, service, image }: ServiceArgs,
  { deployedImages }: SwarmMode,
): docker.ServiceArgs {
  const deployed = deployedImages.get(`${context.namePrefix}-${service}`);
  const { taskSpec } = spec;
  const containerSpec = { ...taskSpec.containerSpec, image: asDeployed(image, deployed) };
  return { ...spec, taskSpec: { ...taskSpec, containerSpec } };
}

type Specification = ReturnType<typeof specification>;

function specification(args: ServiceArgs, swarm: SwarmMode) {
  const { context, perNode = false, memoryMiB, replicas = 1 } = args;
  const update = {
    delay: "0s",
    monitor: "10s",
    maxFailureRatio: "0.0",
    // The old task has the volume and the ports.
    order: "stop-first",
    parallelism: perNode ? NODES_AT_ONCE : 1,
  };
  return {
    name: `${context.namePrefix}-${args.service}`,
    labels: [
      ...stackLabel(context),
      ...(swarm.mayMove && args.data !== undefined && !perNode
        ? [{ label: MAY_MOVE_LABEL, value: "true" }]
        : []),
    ],
    mode: perNode ? { global: true } : { replicated: { replicas } },
    taskSpec: {
      containerSpec: container(args),
      resources: { limits: { memoryBytes: memoryMiB * 2 ** 20 } },
      restartPolicy: { condition: "any", delay: "5s", window: "0s" },
      placement: {
        constraints: constraints(args, swarm),
        ...(replicas > 1 ? { maxReplicas: 1 } : {}),
      },
      networksAdvanceds: networks(args),
      logDriver: {
        name: "json-file",
        options: { "max-size": "10m", "max-file": "3", tag: LOG_TAG, labels: TASK_LABELS },
      },
    },
    // No virtual address: each name leads to the tasks themselves, and a port belongs to the node of its task.
    endpointSpec: { mode: "dnsrr", ports: ports(args) },
    updateConfig: { ...update, failureAction: "rollback" },
    rollbackConfig: { ...update, failureAction: "pause" },
  } satisfies docker.ServiceArgs;
}

function container(args: ServiceArgs) {
  const { context, image, command, user, probe, graceSeconds } = args;
  const { capabilities = [], files = [] } = args;
  return {
    image,
    ...(command === undefined ? {} : { args: [...command] }),
    ...(user === undefined ? {} : { user }),
    env: { ...args.environment, ...goMemLimit(args), ...node(args) },
    labels: stackLabel(context),
    readOnly: true,
    capDrops: ["ALL"],
    capAdds: [...capabilities],
    mounts: mounts(args),
    configs: files.flatMap(({ swarm: { configs } }) =>
      configs.map(({ path, id, name }) => ({
        configId: id,
        configName: name,
        fileName: path,
      })),
    ),
    // For all users: nobody else is in the container.
    secrets: files.flatMap(({ swarm: { secrets } }) =>
      secrets.map(({ path, id, name }) => ({
        secretId: id,
        secretName: name,
        fileName: path,
        fileMode: 0o444,
      })),
    ),
    healthcheck: {
      tests: [...probe],
      interval: "5s",
      timeout: "5s",
      retries: 4,
      startPeriod: "2m",
    },
    stopGracePeriod: duration(graceSeconds),
  };
}

function stackLabel({ namePrefix }: ServiceArgs["context"]) {
  return [{ label: STACK_LABEL, value: namePrefix }];
}

function node({ perNode = false }: ServiceArgs): Record<string, string> {
  return perNode ? { [NODE_NAME]: "{{.Node.Hostname}}" } : {};
}

function constraints(
  { perNode = false, onManager = false, placement }: ServiceArgs,
  swarm: SwarmMode,
): string[] {
  if (perNode) return [];
  return onManager ? ["node.role == manager"] : [...(placement ?? swarm.placement)];
}

function networks({ context, alias, additionalAliases = [] }: ServiceArgs) {
  return alias === undefined
    ? []
    : [{ id: context.network.id, aliases: [alias, ...additionalAliases] }];
}

function ports({ ports = [] }: ServiceArgs) {
  return ports
    .filter(({ external }) => external !== 0)
    .map(({ internal, external }) => ({
      targetPort: internal,
      publishedPort: external,
      publishMode: "host",
      protocol: "tcp",
    }));
}

/** A volume is made on the node where a task first asks for it, and stays there. */
function mounts(args: ServiceArgs) {
  const {
    context,
    data,
    shared = [],
    hostPaths = [],
    tmpfs = [],
    injectHealthCheck = false,
  } = args;
  const injected = injectHealthCheck ? context.probe.mounts : [];
  const volumes = [...(data === undefined ? [] : [data]), ...shared, ...injected];
  return [
    ...volumes.map(({ volumeName, containerPath, readOnly }) => ({
      type: "volume",
      source: volumeName,
      target: containerPath,
      readOnly,
    })),
    ...hostPaths.map(({ path, containerPath }) => ({
      type: "bind",
      source: path,
      target: containerPath,
      readOnly: true,
    })),
    ...tmpfs.map((target) => ({ type: "tmpfs", target })),
  ];
}

/** As the provider reads it back. */
function duration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
