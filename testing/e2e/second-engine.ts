import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { docker } from "./engine";

const PORT = 9323;

/**
 * Starts a second Docker engine in a container, only for the metrics that it serves, and returns its metrics address.
 * The engine that runs the tests would need a restart to serve its own. Uses this machine's `dockerd`. Returns "" if
 * that is missing or does not run in a busybox container.
 *
 * It runs in a container because an engine changes its network: `--bridge=none` removes another engine's bridge.
 */
export function startEngine(name: string, network: string): string {
  const { stdout } = spawnSync("sh", ["-c", "readlink -f $(command -v dockerd)"], {
    encoding: "utf8",
  });
  const program = stdout.trim();
  if (program === "") return "";
  const programs = ["-v", `${dirname(program)}:/engine:ro`, "-e", "PATH=/engine:/bin:/sbin"];
  const probe = ["run", "--rm", ...programs, "busybox:1.37", "/engine/dockerd", "--version"];
  if (spawnSync("docker", probe).status !== 0) return "";
  docker(
    // Not privileged, because not every engine allows that. These capabilities are enough.
    ...["run", "-d", "--name", name, "--cap-add", "SYS_ADMIN", "--cap-add", "NET_ADMIN"],
    ...["--network", network, ...programs],
    ...["-v", "/var/lib/docker", "busybox:1.37", "/engine/dockerd", "--experimental"],
    ...["--metrics-addr", `0.0.0.0:${PORT}`, "-H", "unix:///tmp/docker.sock"],
    ...["--bridge=none", "--iptables=false", "--ip6tables=false"],
  );
  return `${name}:${PORT}`;
}

/** Returns whether the engine in the container serves its API. */
export function engineServes(name: string): boolean {
  const { stdout, stderr } = spawnSync("docker", ["logs", name], { encoding: "utf8" });
  if (docker("inspect", "--format", "{{.State.Running}}", name) !== "true") {
    throw new Error(`${name} ended: ${stderr}`);
  }
  return (stdout + stderr).includes("API listen on");
}
