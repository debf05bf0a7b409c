import { gte } from "semver";
import type { EngineClient } from "./client";
import { UserError } from "../problem";
import { pulumiCommand } from "../pulumi-command";

/** What the rendered files and the containers depend on, of the engine they are for. */
export interface EngineFacts {
  /** Host name as the engine reports it. */
  readonly name: string;
  /** Version of the engine's API, such as 1.41 (Docker 20.10) or 1.52. */
  readonly apiVersion: string;
  /** Version of Docker. */
  readonly serverVersion: string;
  /** Where the engine keeps its containers' log files. */
  readonly rootDir: string;
  /** containerd's socket, where images live in containerd's store; undefined on overlay2 and its like. */
  readonly containerdSocket: string | undefined;
}

/** API versions of Docker 20.10 and 25. */
export const OLDEST_API = "1.41";
export const START_INTERVAL_API = "1.44";
export const DOCKER_STATS_API = "1.44";

const DEFAULT_CONTAINERD_SOCKET = "/run/containerd/containerd.sock";

interface Info {
  Name: string;
  DockerRootDir: string;
  DriverStatus?: [string, string][] | null;
  Containerd?: { Address: string };
}

const startIt = () =>
  `. Start it, or name another with: ${pulumiCommand("config set docker:host <address>")}`;

/**
 * Asks the engine what it is.
 *
 * @throws UserError where no engine answers, with the way to start one, or what else is to be told.
 */
export async function readEngineFacts(
  client: EngineClient,
  remedy = startIt(),
): Promise<EngineFacts> {
  try {
    const version = await client.get<{ ApiVersion: string; Version: string }>("/version");
    return engineFacts(await client.get<Info>("/info"), version);
  } catch (error) {
    const { host, source } = client.endpoint;
    throw new UserError(
      `No Docker engine answers at ${host} (${source}): ${(error as Error).message}${remedy}`,
    );
  }
}

export function engineFacts(
  info: Info,
  version: { ApiVersion: string; Version: string },
): EngineFacts {
  const usesContainerd = (info.DriverStatus ?? []).some(
    ([key, value]) => key === "driver-type" && value.startsWith("io.containerd."),
  );
  const socket = info.Containerd?.Address ?? DEFAULT_CONTAINERD_SOCKET;
  return {
    name: info.Name,
    apiVersion: version.ApiVersion,
    serverVersion: version.Version,
    rootDir: info.DockerRootDir,
    containerdSocket: usesContainerd ? socket : undefined,
  };
}

export function hasApi(facts: EngineFacts, wanted: string): boolean {
  return gte(`${facts.apiVersion}.0`, `${wanted}.0`);
}
