import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Post {
  readonly id: number;
  number: number;
  body: string;
  title?: string;
  state?: string;
  user: { login: string };
}

export interface Pull {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly user: { login: string };
  readonly head: {
    sha: string;
    ref: string;
    repo: { full_name: string; owner: { login: string } } | null;
  };
}

const BOT = { login: "github-actions[bot]" };
const LONGEST = 65_536;

/** The part of GitHub's API that the workflows ask, on this machine. What it is sent, it keeps. */
export class FakeGithub {
  /** Comments, by the number of their pull request or issue. */
  readonly comments = new Map<number, Post[]>();
  readonly issues: Post[] = [];
  readonly pulls: Pull[] = [];
  artifacts: { name: string; size_in_bytes: number }[] = [];
  /** Every request that wrote, such as "POST /issues/7/comments". */
  readonly written: string[] = [];
  readonly #server: Server;
  #nextId = 1;

  constructor(private readonly repository: string) {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  stop(): void {
    this.#server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A comment or an issue of somebody else. */
  write(where: "issue" | number, login: string, body: string): Post {
    const id = this.#nextId++;
    const post: Post = { id, number: 1000 + id, body, user: { login }, state: "open" };
    if (where === "issue") this.issues.push(post);
    else this.comments.set(where, [...(this.comments.get(where) ?? []), post]);
    return post;
  }

  /** Takes no token but the workflow's own. */
  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "", "http://fake");
    const prefix = `/repos/${this.repository}`;
    if (headers.authorization !== "Bearer workflow-token") return { status: 401, body: {} };
    if (!url.pathname.startsWith(prefix)) return { status: 404, body: {} };
    const path = url.pathname.slice(prefix.length);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const sent = (text === "" ? {} : JSON.parse(text)) as Partial<Post>;
    if ((sent.body?.length ?? 0) > LONGEST) return { status: 422, body: { message: "too long" } };
    if (method !== "GET") this.written.push(`${method} ${path}`);
    const found = this.#route(method, path, url.searchParams, sent);
    return found === undefined
      ? { status: 404, body: { message: path } }
      : { status: 200, body: found };
  }

  #route(method: string, path: string, query: URLSearchParams, sent: Partial<Post>): unknown {
    const at = `${method} ${path}`;
    const page = <T>(items: readonly T[]) => {
      const size = Number(query.get("per_page") ?? 30);
      const from = (Number(query.get("page") ?? 1) - 1) * size;
      return items.slice(from, from + size);
    };
    if (at === "GET /pulls") {
      const head = query.get("head");
      return page(
        this.pulls.filter(
          (pull) =>
            pull.state === query.get("state") &&
            `${pull.head.repo?.owner.login ?? ""}:${pull.head.ref}` === head,
        ),
      );
    }
    if (/^GET \/actions\/runs\/\d+\/artifacts$/.test(at)) return { artifacts: this.artifacts };
    if (at === "GET /issues") return page(this.issues.filter(({ state }) => state === "open"));
    if (at === "POST /issues") {
      const issue = this.write("issue", BOT.login, sent.body ?? "");
      return Object.assign(issue, sent);
    }
    const comments = /^\w+ \/issues\/(\d+)\/comments$/.exec(at)?.[1];
    if (comments !== undefined) {
      if (method === "GET") return page(this.comments.get(Number(comments)) ?? []);
      return this.write(Number(comments), BOT.login, sent.body ?? "");
    }
    const [, kind, id] = /^PATCH \/issues\/(comments\/)?(\d+)$/.exec(at) ?? [];
    if (id === undefined) return undefined;
    const post =
      kind === undefined
        ? this.issues.find(({ number }) => number === Number(id))
        : [...this.comments.values()].flat().find((comment) => comment.id === Number(id));
    return post === undefined ? undefined : Object.assign(post, sent);
  }
}
