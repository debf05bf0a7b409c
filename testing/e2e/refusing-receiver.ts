import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A receiver on the Docker host that rejects everything, so that senders log an error. */
export class RefusingReceiver {
  readonly #server = createServer((request, response) => {
    request.resume();
    response.writeHead(503).end("out of order");
  });

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "0.0.0.0", resolve));
  }

  /** URL for containers. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://host.docker.internal:${port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
