import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { HOST_LABEL, LOG_TAG, STACK_LABEL } from "../../settings/labels";
import { hasApi, START_INTERVAL_API } from "../../engine/facts";
import type { ServiceArgs } from "../types";
import { goMemLimit } from "../service-memory";

const READY_WITHIN_SECONDS = 180;

/** A service as a container of one engine, in a form that the provider finds unchanged in the next preview. */
export function serviceContainer(
  name: string,
  args: ServiceArgs,
  parent: pulumi.Resource,
): docker.Container {
  const { context, files = [], replacedWith = [], injectHealthCheck = false } = args;
  const injected = injectHealthCheck ? context.probe : undefined;
  return new docker.Container(
    name,
    {
      name: `${context.namePrefix}-${args.service}`,
      image: args.image,
      ...(args.command === undefined ? {} : { command: [...args.command] }),
      ...(args.user === undefined ? {} : { user: args.user }),
      envs: Object.entries({ ...args.environment, ...goMemLimit(args) }).map(
        ([key, value]) => `${key}=${value}`,
      ),
      labels: [
        { label: STACK_LABEL, value: context.namePrefix },
        ...(context.host === undefined ? [] : [{ label: HOST_LABEL, value: context.host }]),
      ],
      ...network(args),
      ...limits(args),
      ...hardening(args),
      ...health(args),
      volumes: [
        ...files.flatMap(({ mounts }) => mounts),
        ...(args.data === undefined ? [] : [args.data]),
        ...(args.shared ?? []),
        ...(injected?.mounts ?? []),
      ],
      mounts: (args.hostPaths ?? []).map(({ path, containerPath }) => ({
        type: "bind",
        source: path,
        target: containerPath,
        readOnly: true,
      })),
      tmpfs: Object.fromEntries((args.tmpfs ?? []).map((path) => [path, ""])),
    },
    {
      parent,
      deleteBeforeReplace: true,
      // The provider records changes of these without applying them, and takes a container
      // that never became healthy for a good one.
      replaceOnChanges: ["tmpfs", "init", "mounts", "healthcheck", "#initerror"],
      replaceWith: replacedWith.flatMap(({ populators }) => populators),
      dependsOn: [
        context.images.get(args.image),
        ...files.flatMap(({ populators }) => populators),
        ...(injected?.populators ?? []),
        ...(args.startsAfter ?? []),
      ],
    },
  );
}

function network(args: ServiceArgs) {
  const { context, alias, additionalAliases = [], ports = [], hostGateway = false } = args;
  if (alias === undefined) return { networkMode: "none" };
  return {
    networkMode: "bridge",
    networksAdvanced: [{ name: context.network.name, aliases: [alias, ...additionalAliases] }],
    ports: ports
      .filter(({ external }) => external !== 0)
      // The order in which the provider reads them back.
      .sort((a, b) => a.internal - b.internal)
      .map(({ internal, external }) => ({ internal, external, ip: context.bindAddress })),
    hosts: hostGateway ? [{ host: "host.docker.internal", ip: "host-gateway" }] : [],
  };
}

function limits({ memoryMiB, graceSeconds }: ServiceArgs) {
  return {
    memory: memoryMiB,
    // Equal, so that nothing swaps. Without it Docker doubles it and every preview shows a change.
    memorySwap: memoryMiB,
    // Not `unless-stopped`: an engine that was killed stops at its start what still runs, and then takes that for a stop by
    // the user. Such a container would stay down.
    restart: "always",
    destroyGraceSeconds: graceSeconds,
    stopTimeout: graceSeconds,
    logDriver: "json-file",
    logOpts: { "max-size": "10m", "max-file": "3", tag: LOG_TAG },
  };
}

function hardening({ privileged = false, capabilities = [], devices = [] }: ServiceArgs) {
  return {
    readOnly: true,
    privileged,
    ...(privileged
      ? {}
      : {
          capabilities: { drops: ["ALL"], adds: [...capabilities] },
          securityOpts: ["no-new-privileges:true"],
        }),
    devices: devices.map((path) => ({ hostPath: path, containerPath: path, permissions: "r" })),
  };
}

/**
 * Docker checks for the first time when an interval has passed. Engines that know a shorter one for
 * the start can check rarely afterwards.
 */
function health({ context, probe }: ServiceArgs) {
  const quickStart = hasApi(context.engine, START_INTERVAL_API);
  return {
    healthcheck: {
      tests: [...probe],
      timeout: "5s",
      retries: 4,
      startPeriod: "2m0s",
      ...(quickStart ? { interval: "15s", startInterval: "1s" } : { interval: "5s" }),
    },
    wait: true,
    waitTimeout: READY_WITHIN_SECONDS,
  };
}
