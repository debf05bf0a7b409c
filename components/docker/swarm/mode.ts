/** How a stack is spread over the nodes of a Swarm. */
export interface SwarmMode {
  /** Constraints, in Docker's words, on the nodes of every service that does not run on each of them. */
  readonly placement: readonly string[];
  /** Whether what goes from node to node is encrypted. */
  readonly encrypted: boolean;
}
