import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { extract } from "tar-stream";
import { EngineClient } from "../components/engine/client";

export interface FakeFile {
  readonly content: string;
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly type: string | null | undefined;
}

/** A container that the fake engine created. */
export interface FakeContainer {
  readonly name: string;
  readonly body: {
    Image: string;
    Cmd: string[];
    Entrypoint?: string[];
    Labels: Record<string, string>;
    HostConfig: { NetworkMode: string; Memory: number; CapDrop: string[]; Mounts: object[] };
  };
  readonly files: Record<string, FakeFile>;
}

/** How a container ends, and what it prints. */
export interface Ending {
  readonly status: number;
  readonly printed: string;
  /** Whether it can be started at all. */
  readonly starts?: boolean;
}

/** A fake Docker engine. Its containers run nothing and exit with a given status. */
export class FakeContainers {
  /** IDs of the existing containers, each with the value of its last label. */
  readonly there = new Map<string, string>();
  readonly made: FakeContainer[] = [];
  /** Requests that the engine received, such as `DELETE left`. */
  readonly asked: string[] = [];

  constructor(private readonly ending: (container: FakeContainer) => Ending) {}

  async use<T>(program: (client: EngineClient) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "engine-"));
    const socket = join(folder, "docker.sock");
    const server = createServer((request, response) => {
      void body(request).then(async (sent) => {
        const [status, answer] = await this.#answer(request, sent);
        response.writeHead(status);
        response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const endpoint = {
      host: `unix://${socket}`,
      source: "test",
      local: true,
      certPath: undefined,
    };
    try {
      return await program(new EngineClient(endpoint));
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  }

  async #answer(request: IncomingMessage, sent: Buffer): Promise<[number, unknown]> {
    const url = new URL(request.url ?? "", "http://engine");
    const [, , id = "", deed = ""] = url.pathname.split("/");
    this.asked.push(`${request.method ?? ""} ${id} ${deed}`.trim());
    const container = this.made.at(-1);
    if (id === "json") {
      const [label = ""] = (
        JSON.parse(url.searchParams.get("filters") ?? "{}") as { label: string[] }
      ).label;
      const ids = [...this.there].filter(([, mark]) => label.endsWith(`=${mark}`));
      return [200, ids.map(([Id]) => ({ Id }))];
    }
    if (id === "create") {
      const made = JSON.parse(sent.toString()) as FakeContainer["body"];
      const name = url.searchParams.get("name") ?? "";
      this.made.push({ name, body: made, files: {} });
      this.there.set(name, Object.values(made.Labels).at(-1) ?? "");
      return [201, { Id: name }];
    }
    if (request.method === "DELETE") return [this.there.delete(id) ? 204 : 404, ""];
    if (container === undefined) return [404, { message: "no such container" }];
    if (deed === "archive") return [200, await unpack(sent, container.files)];
    const { status, printed, starts = true } = this.ending(container);
    if (deed === "start") return starts ? [204, ""] : [500, { message: "cannot start" }];
    if (deed === "wait") return [200, { StatusCode: status }];
    return [200, printed];
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function unpack(archive: Buffer, files: Record<string, FakeFile>): Promise<object> {
  for await (const entry of Readable.from([archive]).pipe(extract())) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) chunks.push(chunk as Uint8Array);
    const { name, mode, uid, type } = entry.header;
    files[`/${name}`] = { content: Buffer.concat(chunks).toString(), mode, uid, type };
  }
  return {};
}
