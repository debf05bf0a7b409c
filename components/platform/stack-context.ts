import type * as docker from "@pulumi/docker";
import type { DataService } from "../settings/data-owners";
import type { EngineClient } from "../engine/client";
import type { EngineFacts } from "../engine/facts";
import type { PulledImages } from "./images";
import type { Probe } from "./health-check";
import type { SwarmMode } from "./swarm/mode";
import type { TlsMaterial } from "./tls-files";

/** What every container of one stack shares. */
export interface StackContext {
  /** Beginning of the name of each container, network and volume. */
  readonly namePrefix: string;
  readonly bindAddress: string;
  readonly protectData: boolean;
  /** The further host that the engine is of: what is kept there, queues of its agent and no store, goes with it. */
  readonly host: string | undefined;
  /** Volumes that were there before the stack, by the service whose data they hold. */
  readonly dataVolumes: Readonly<Partial<Record<DataService, string>>>;
  /** Undefined where the stack is containers of one engine. */
  readonly swarm: SwarmMode | undefined;
  readonly engine: EngineFacts;
  /** For what Pulumi's provider cannot do: to run a program once, and to ask a service inside its container. */
  readonly client: EngineClient;
  readonly network: docker.Network;
  readonly images: PulledImages;
  /** Image of the containers that carry files and the health probe. */
  readonly busyboxImage: string;
  readonly probe: Probe;
  /** Undefined where the stack speaks no TLS. */
  readonly tls: TlsMaterial | undefined;
}

/** A port of a container and the port of the Docker host on which it is published; 0 publishes nothing. */
export interface PublishedPort {
  readonly internal: number;
  readonly external: number;
}
