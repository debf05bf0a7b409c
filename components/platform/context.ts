import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { EngineEndpoint } from "../engine/endpoint";
import { EngineClient } from "../engine/client";
import type { EngineFacts } from "../engine/facts";
import { PulledImages } from "./images";
import { Probe } from "./health-check";
import { singleEngine } from "./single-engine/platform";
import type { DeployedImages } from "../engine/deployed-images";
import { onSwarm } from "./swarm/platform";
import type { TlsMaterial } from "./tls-material";
import type { Platform, StackContext } from "./types";
import type { PipelineSettings } from "../settings/schema";

/** What the containers of a stack share on one engine. `prefix` begins the names of its resources. */
export function contextOn(
  args: {
    readonly settings: PipelineSettings;
    readonly engine: EngineFacts;
    readonly endpoint: EngineEndpoint;
    readonly tls: TlsMaterial | undefined;
    readonly prefix?: string;
    /** The remote host that the engine is of. */
    readonly host?: string;
    /** What a Swarm has of the stack already. */
    readonly deployedImages?: DeployedImages;
  },
  child: pulumi.CustomResourceOptions,
): StackContext {
  const { settings, engine, endpoint, tls, prefix = "", host, deployedImages = new Map() } = args;
  const platform = settings.swarm ? swarmOf(settings, deployedImages, child) : singleEngine;
  const shared = {
    namePrefix: settings.namePrefix,
    bindAddress: settings.bindAddress,
    protectData: settings.protectData,
    host,
    dataVolumes: settings.dataVolumes,
    platform,
    engine,
    client: new EngineClient(endpoint),
    network: platform.network(`${prefix}network`, settings.namePrefix, child),
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
): Platform {
  const key = new random.RandomPassword("secret-names-key", { length: 32, special: false }, child);
  return onSwarm({
    placement: backendPlacement,
    mayMove: backendMayMove,
    encrypted: overlayEncryption,
    deployedImages,
    secretNamesKey: key.result,
  });
}
