import { readFileSync } from "node:fs";
import { join } from "node:path";
import Modem from "docker-modem";
import type { EngineEndpoint } from "./endpoint";
import { SshAgent } from "./ssh-agent";

const ANSWER_WITHIN_MS = 20_000;

/** An answer of the engine that is not a success. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    readonly statusCode: number | undefined,
  ) {
    super(message);
  }
}

/** Reads from the Docker engine's API. Nothing here changes anything: that is Pulumi's work. */
export class EngineClient {
  readonly #modem: Modem;

  constructor(readonly endpoint: EngineEndpoint) {
    this.#modem = new Modem(connection(endpoint));
  }

  /** @throws EngineError when the engine does not answer, or not with a success. */
  async get<T>(path: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#modem.dial(
        {
          path,
          method: "GET",
          statusCodes: { 200: true, 204: true },
          abortSignal: AbortSignal.timeout(ANSWER_WITHIN_MS),
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

function connection({ host, certPath }: EngineEndpoint): Modem.ConstructorOptions {
  // The library takes what is not given here from DOCKER_HOST, which may name another engine.
  const unset = { host: undefined, port: undefined, protocol: undefined };
  const url = new URL(host);
  if (url.protocol === "unix:") return { ...unset, socketPath: decodeURIComponent(url.pathname) };
  if (url.protocol === "npipe:") return { ...unset, socketPath: url.pathname.replace(/\//g, "\\") };
  if (url.protocol === "ssh:") return { ...unset, host: "docker", agent: new SshAgent(url) };
  const file = (name: string) => readFileSync(join(certPath ?? "", name), "utf8");
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
