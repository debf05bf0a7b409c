import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface SentAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A webhook receiver for Alertmanager on the Docker host. */
export class Webhook {
  readonly #server: Server;
  /** Alerts of all messages, by path. */
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

  /** Returns the URL for containers. */
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
