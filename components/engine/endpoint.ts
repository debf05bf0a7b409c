import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../problem";

/** The Docker engine a stack is deployed to, and what decided that. */
export interface EngineEndpoint {
  /** `unix://`, `tcp://`, `https://`, `ssh://` or `npipe://` address. */
  readonly host: string;
  /** Completes the sentence "Docker engine at <host> (<source>)". */
  readonly source: string;
  /** True where the engine's files and ports are this machine's. */
  readonly local: boolean;
  /** Folder of the client certificate, for an engine behind TLS. */
  readonly certPath: string | undefined;
}

const DEFAULT_HOST = "unix:///var/run/docker.sock";

/**
 * Which engine Pulumi's Docker provider works on, in its own order: the stack's `docker:host`, then
 * DOCKER_HOST, then the default socket. A Docker context comes in only where neither is given.
 */
export function resolveEndpoint(
  stack: { host?: string | undefined; certPath?: string | undefined },
  environment: NodeJS.ProcessEnv = process.env,
): EngineEndpoint {
  const certPath = stack.certPath ?? environment["DOCKER_CERT_PATH"];
  const endpoint = (host: string, source: string): EngineEndpoint => ({
    host,
    source,
    local: host.startsWith("unix:") || host.startsWith("npipe:"),
    certPath,
  });
  if (stack.host) return endpoint(stack.host, "stack setting docker:host");
  if (environment["DOCKER_HOST"]) return endpoint(environment["DOCKER_HOST"], "DOCKER_HOST");
  const context = currentContext(environment);
  if (context) return endpoint(context.host, `Docker context ${context.name}`);
  return endpoint(DEFAULT_HOST, "default socket");
}

/** True where Pulumi's provider would not find the engine by itself and has to be told. */
export function needsExplicitHost({ source }: EngineEndpoint): boolean {
  return source.startsWith("Docker context");
}

interface ContextMeta {
  Endpoints?: { docker?: { Host?: string } };
}

function currentContext(
  environment: NodeJS.ProcessEnv,
): { name: string; host: string } | undefined {
  const folder = environment["DOCKER_CONFIG"] ?? join(environment["HOME"] ?? homedir(), ".docker");
  const config = readJson(join(folder, "config.json")) as { currentContext?: string } | undefined;
  const name = environment["DOCKER_CONTEXT"] ?? config?.currentContext;
  if (!name || name === "default") return undefined;
  // Docker keeps a context in a folder named after the hash of its name.
  const id = createHash("sha256").update(name).digest("hex");
  const meta = readJson(join(folder, "contexts", "meta", id, "meta.json")) as
    ContextMeta | undefined;
  const host = meta?.Endpoints?.docker?.Host;
  if (!host) {
    throw new UserError(
      `The Docker context "${name}" is selected but not defined in ${folder}. ` +
        "Select another with: docker context use default",
    );
  }
  return { name, host };
}

function readJson(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
}
