import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface SentAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A receiver of Alertmanager's messages on the Docker host. */
export class Webhook {
  readonly #server: Server;
  /** Path by path, every alert of every message. */
  readonly #sent = new Map<string, SentAlert[]>();

  constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        const { alerts } = JSON.parse(body) as { alerts: SentAlert[] };
        const path = request.url ?? "";
        this.#sent.set(path, [...this.sent(path), ...alerts]);
        response.end();
      });
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "0.0.0.0", resolve));
  }

  /** As a container reaches it. */
  url(path: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://host.docker.internal:${port}${path}`;
  }

  sent(path: string): readonly SentAlert[] {
    return this.#sent.get(path) ?? [];
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
