import type * as pulumi from "@pulumi/pulumi";
import type { EngineEndpoint } from "./docker/endpoint";
import { EngineClient } from "./docker/engine-client";
import type { EngineFacts } from "./docker/engine-facts";
import { PulledImages } from "./docker/images";
import { stackNetwork } from "./docker/network";
import { Probe } from "./docker/probe";
import type { StackContext } from "./docker/stack-context";
import type { SwarmMode } from "./docker/swarm/mode";
import type { TlsMaterial } from "./docker/tls-files";
import type { PipelineSettings } from "./settings/schema";

/** What the containers of a stack share on one engine. `prefix` begins the names of its resources. */
export function contextOn(
  args: {
    readonly settings: PipelineSettings;
    readonly engine: EngineFacts;
    readonly endpoint: EngineEndpoint;
    readonly tls: TlsMaterial | undefined;
    readonly prefix?: string;
    /** The further host that the engine is of. */
    readonly host?: string;
  },
  child: pulumi.CustomResourceOptions,
): StackContext {
  const { settings, engine, endpoint, tls, prefix = "", host } = args;
  const swarm = swarmOf(settings);
  const shared = {
    namePrefix: settings.namePrefix,
    bindAddress: settings.bindAddress,
    protectData: settings.protectData,
    host,
    dataVolumes: settings.dataVolumes,
    swarm,
    engine,
    client: new EngineClient(endpoint),
    network: stackNetwork(`${prefix}network`, settings.namePrefix, swarm, child),
    images: new PulledImages(child, prefix),
    busyboxImage: settings.busyboxImage,
    tls,
  };
  return { ...shared, probe: new Probe(`${prefix}probe`, { context: shared }, child) };
}

function swarmOf(settings: PipelineSettings): SwarmMode | undefined {
  return settings.swarm
    ? { placement: settings.backendPlacement, encrypted: settings.overlayEncryption }
    : undefined;
}
