import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { resolveEndpoint, type EngineEndpoint } from "../../components/engine/endpoint";
import { EngineClient } from "../../components/engine/client";
import { readEngineFacts } from "../../components/engine/facts";
import { LOG_TAG } from "../../components/settings/labels";
import { UserError } from "../../components/problem";
import { readStackFile } from "./stack-file";

const START_WITHIN_SECONDS = 60;
const DAEMON_CONFIG = "/etc/docker/daemon.json";
const INSTALL = "apt-get update && apt-get install -y --no-install-recommends docker.io";

/**
 * The engine that the stack's configuration, DOCKER_HOST or the Docker context names, answering. Where
 * none does on this machine and the user has said yes, Debian's is installed and started.
 *
 * @throws UserError with the command that would bring one.
 */
export async function readyEngine(root: string, stack: string, yes: boolean): Promise<string> {
  const endpoint = engineEndpoint(root, stack);
  const first = await answer(endpoint);
  if (first.engine !== undefined) return first.engine;

  if (!mayInstall(endpoint)) throw new UserError(first.problem);
  if (!yes || process.getuid?.() !== 0) {
    throw new UserError(
      `${first.problem}\n\nTo install and start Debian's: run the same command as root with --yes, or by hand:\n  sudo sh -c '${INSTALL} && service docker start'`,
    );
  }
  await installEngine();
  const second = await answer(endpoint);
  if (second.engine === undefined) throw new UserError(second.problem);
  return second.engine;
}

/** The engine of a stack, by its own settings in the clone, DOCKER_HOST or the Docker context. */
export function engineEndpoint(root: string, stack: string): EngineEndpoint {
  return resolveEndpoint(dockerConfig(root, stack));
}

async function answer(
  endpoint: EngineEndpoint,
): Promise<{ engine: string; problem?: never } | { engine?: never; problem: string }> {
  try {
    const { serverVersion } = await readEngineFacts(new EngineClient(endpoint));
    return { engine: `Docker ${serverVersion} at ${endpoint.host} (${endpoint.source})` };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function dockerConfig(root: string, stack: string) {
  const config = readStackFile(root, stack);
  const read = (key: string) => {
    const value = config?.[`docker:${key}`];
    return typeof value === "string" ? value : undefined;
  };
  return { host: read("host"), certPath: read("certPath") };
}

function mayInstall(endpoint: EngineEndpoint): boolean {
  return endpoint.source === "default socket" && existsSync("/usr/bin/apt-get");
}

async function installEngine(): Promise<void> {
  console.error("No Docker engine answers: installing Debian's docker.io ...");
  setDefaultLogOptions();
  const installed = spawnSync("sh", ["-c", `(${INSTALL}) >&2`], {
    stdio: ["ignore", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (installed.status !== 0) throw new UserError(`The installation failed: ${INSTALL}`);
  startEngine();
  for (let second = 0; second < START_WITHIN_SECONDS; second++) {
    if (spawnSync("docker", ["info"], { stdio: "ignore" }).status === 0) return;
    await sleep(1000);
  }
  throw new UserError(
    `Docker is installed but did not answer within ${START_WITHIN_SECONDS} s. Look at: journalctl -u docker, or /var/log/dockerd.log`,
  );
}

/** From its first container on, the engine puts names on log lines and rotates them. A file of the user's stays. */
function setDefaultLogOptions(): void {
  if (existsSync(DAEMON_CONFIG)) return;
  mkdirSync("/etc/docker", { recursive: true });
  const options = { "max-size": "10m", "max-file": "3", tag: LOG_TAG };
  const config = { "log-driver": "json-file", "log-opts": options };
  writeFileSync(DAEMON_CONFIG, `${JSON.stringify(config, null, 2)}\n`);
}

/** By the service manager where one runs, else as a process of its own. */
function startEngine(): void {
  if (existsSync("/run/systemd/system")) {
    spawnSync("systemctl", ["enable", "--now", "docker"], { stdio: ["ignore", 2, 2] });
    return;
  }
  const log = openSync("/var/log/dockerd.log", "a");
  spawn("dockerd", [], { detached: true, stdio: ["ignore", log, log] }).unref();
}
