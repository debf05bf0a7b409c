import type * as pulumi from "@pulumi/pulumi";
import type { DeployedImages } from "../../engine/deployed-images";

/** How a stack is spread over the nodes of a Swarm. */
export interface SwarmMode {
  /** Constraints, in Docker's words, on the nodes of every service that does not run on each of them. */
  readonly placement: readonly string[];
  /** Whether what has data may come to run on another node. */
  readonly mayMove: boolean;
  /** Whether what goes from node to node is encrypted. */
  readonly encrypted: boolean;
  readonly deployedImages: DeployedImages;
  /** Without it, nobody can tell from the name of a secret what the secret is. */
  readonly secretNamesKey: pulumi.Output<string>;
}
