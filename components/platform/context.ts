import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { EngineEndpoint } from "../engine/endpoint";
import { EngineClient } from "../engine/client";
import type { EngineFacts } from "../engine/facts";
import { PulledImages } from "./images";
import { stackNetwork } from "./network";
import { Probe } from "./health-check";
import type { StackContext } from "./stack-context";
import type { DeployedImages } from "../engine/deployed-images";
import type { SwarmMode } from "./swarm/mode";
import type { TlsMaterial } from "./tls-files";
import type { PipelineSettings } from "../settings/schema";

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
    /** What a Swarm has of the stack already. */
    readonly deployedImages?: DeployedImages;
  },
  child: pulumi.CustomResourceOptions,
): StackContext {
  const { settings, engine, endpoint, tls, prefix = "", host, deployedImages = new Map() } = args;
  const swarm = settings.swarm ? swarmOf(settings, deployedImages, child) : undefined;
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

function swarmOf(
  { backendPlacement, backendMayMove, overlayEncryption }: PipelineSettings,
  deployedImages: DeployedImages,
  child: pulumi.CustomResourceOptions,
): SwarmMode {
  const key = new random.RandomPassword("secret-names-key", { length: 32, special: false }, child);
  return {
    placement: backendPlacement,
    mayMove: backendMayMove,
    encrypted: overlayEncryption,
    deployedImages,
    secretNamesKey: key.result,
  };
}
