import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineClient } from "../components/engine/client";

interface Answer {
  status: number;
  body: unknown;
}

/** Runs a fake Docker engine that gives these answers by path, on its own socket. */
export async function withEngine<T>(
  answers: Readonly<Record<string, Answer>>,
  use: (client: EngineClient) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  const socket = join(folder, "docker.sock");
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    const { status, body } = answers[path] ?? { status: 404, body: { message: `no ${path}` } };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    return await use(
      new EngineClient({
        host: `unix://${socket}`,
        source: "test",
        local: true,
        certPath: undefined,
      }),
    );
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}
