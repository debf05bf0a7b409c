import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Duplex, Readable, Writable } from "node:stream";
import Modem from "docker-modem";
import type { EngineEndpoint } from "./endpoint";
import { UserError } from "../problem";
import { EngineError } from "./error";
import { SshAgent } from "./ssh-agent";

const ANSWER_WITHIN_MS = 20_000;

/** What goes with a request, in the words of Docker's API. */
export interface EngineRequest {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** A tar archive, in place of `body`: whole, or as it comes. */
  readonly archive?: Buffer | Readable;
  /** How long the engine may take. Default: 20 s. */
  readonly withinMs?: number;
  /** What ends the request, in place of `withinMs`: data that streams takes as long as there is of it. */
  readonly signal?: AbortSignal;
}

/** How an answer is handed on: parsed, as it comes, or as a connection in both directions. */
type Form = "whole" | "stream" | "connection";

/**
 * The Docker engine's API. What belongs to a stack is changed by Pulumi alone; commands use this to look,
 * and for containers that end with them.
 */
export class EngineClient {
  readonly #modem: Modem;

  constructor(readonly endpoint: EngineEndpoint) {
    this.#modem = new Modem(connection(endpoint));
  }

  /** @throws EngineError when the engine does not answer, or not with a success. */
  get<T>(path: string, request: EngineRequest = {}): Promise<T> {
    return this.#dial<T>("GET", path, request);
  }

  /** As `get`. */
  post<T>(path: string, request: EngineRequest = {}): Promise<T> {
    return this.#dial<T>("POST", path, request);
  }

  /** As `get`. */
  put<T>(path: string, request: EngineRequest = {}): Promise<T> {
    return this.#dial<T>("PUT", path, request);
  }

  /** As `get`. */
  delete<T>(path: string, request: EngineRequest = {}): Promise<T> {
    return this.#dial<T>("DELETE", path, request);
  }

  /** As `get`, for an answer that is read as it comes. */
  stream(path: string, request: EngineRequest = {}): Promise<Readable> {
    return this.#dial<Readable>("GET", path, request, "stream");
  }

  /** As `post`, where the engine then leaves HTTP and keeps the connection open. */
  connect(path: string, request: EngineRequest = {}): Promise<Duplex> {
    return this.#dial<Duplex>("POST", path, request, "connection");
  }

  /** As `connect`, to a program that the engine runs: its input, and its output split from its complaints. */
  async attach(
    path: string,
    body: object,
  ): Promise<{ stream: Duplex; split: (output: Writable, complaints: Writable) => void }> {
    const stream = await this.connect(path, { body });
    const split = (output: Writable, complaints: Writable) => {
      this.#modem.demuxStream(stream, output, complaints);
    };
    return { stream, split };
  }

  #dial<T>(method: string, path: string, request: EngineRequest, form: Form = "whole"): Promise<T> {
    const { query = {}, body = {}, archive, withinMs = ANSWER_WITHIN_MS } = request;
    return new Promise<T>((resolve, reject) => {
      this.#modem.dial(
        {
          // The library puts the query behind a question mark that is there already.
          path: Object.keys(query).length === 0 ? path : `${path}?`,
          method,
          options: { _query: query, _body: body },
          ...(archive === undefined ? {} : { file: archive }),
          statusCodes: { 200: true, 201: true, 204: true, 304: true },
          isStream: form === "stream",
          hijack: form === "connection",
          ...(form === "connection"
            ? {}
            : { abortSignal: request.signal ?? AbortSignal.timeout(withinMs) }),
        },
        (error: unknown, data: unknown) => {
          if (error) reject(engineError(error));
          else resolve(data as T);
        },
      );
    });
  }
}

function engineError(error: unknown): EngineError {
  const { statusCode, json, message, code } = error as {
    statusCode?: number;
    json?: { message?: string };
    message?: string;
    code?: string;
  };
  return new EngineError([json?.message, message, code].find(Boolean) ?? "no answer", statusCode);
}

/** Schemes of an engine's address; those that name a file of this machine, and no host. */
const LOCAL = ["unix:", "npipe:"];
const REMOTE = ["tcp:", "http:", "https:", "ssh:"];

function address({ host, source }: EngineEndpoint): URL {
  const url = /[\s\p{C}]/u.test(host) || !URL.canParse(host) ? undefined : new URL(host);
  const fine =
    url !== undefined &&
    (LOCAL.includes(url.protocol)
      ? url.pathname.length > 1
      : REMOTE.includes(url.protocol) && url.hostname !== "");
  if (fine) return url;
  throw new UserError(
    `${JSON.stringify(host.slice(0, 200))} (${source}) is not a valid address of a Docker engine. ` +
      "Allowed forms: unix:///var/run/docker.sock, tcp://host:2376, ssh://user@host.",
  );
}

function connection(endpoint: EngineEndpoint): Modem.ConstructorOptions {
  // The library takes what is not given here from DOCKER_HOST, which may name another engine.
  const unset = { host: undefined, port: undefined, protocol: undefined };
  const { certPath } = endpoint;
  const url = address(endpoint);
  if (url.protocol === "unix:") return { ...unset, socketPath: decodeURIComponent(url.pathname) };
  if (url.protocol === "npipe:") return { ...unset, socketPath: url.pathname.replace(/\//g, "\\") };
  if (url.protocol === "ssh:") return { ...unset, host: "docker", agent: new SshAgent(url) };
  const file = (name: string) => {
    try {
      return readFileSync(join(certPath ?? "", name), "utf8");
    } catch (error) {
      throw new UserError(
        `The certificate for the Docker engine at ${endpoint.host} (${endpoint.source}) cannot be read: ${(error as Error).message}`,
      );
    }
  };
  const secure = certPath !== undefined || url.protocol === "https:";
  return {
    protocol: secure ? "https" : "http",
    host: url.hostname,
    port: url.port || (secure ? "2376" : "2375"),
    ...(certPath === undefined
      ? {}
      : { ca: file("ca.pem"), cert: file("cert.pem"), key: file("key.pem") }),
  };
}
