import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A receiver on the Docker host that takes nothing, so that whoever sends to it tells of that in its log. */
export class RefusingReceiver {
  readonly #server = createServer((request, response) => {
    request.resume();
    response.writeHead(503).end("out of order");
  });

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "0.0.0.0", resolve));
  }

  /** As a container reaches it. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://host.docker.internal:${port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
