import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { docker } from "./engine";

const PORT = 9323;

/**
 * A further Docker engine in a container, only for the metrics that it serves: the engine that runs the
 * tests is not restarted to serve its own. Takes this machine's `dockerd`; empty where that does not run
 * in a small container, or there is none.
 *
 * In a container because an engine changes the network it is in: `--bridge=none` removes the bridge that
 * another one uses.
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
    // Not privileged, which not every engine here may grant: what it needs to start is less.
    ...["run", "-d", "--name", name, "--cap-add", "SYS_ADMIN", "--cap-add", "NET_ADMIN"],
    ...["--network", network, ...programs],
    ...["-v", "/var/lib/docker", "busybox:1.37", "/engine/dockerd", "--experimental"],
    ...["--metrics-addr", `0.0.0.0:${PORT}`, "-H", "unix:///tmp/docker.sock"],
    ...["--bridge=none", "--iptables=false", "--ip6tables=false"],
  );
  return `${name}:${PORT}`;
}

/** Whether the engine in that container serves. */
export function engineServes(name: string): boolean {
  const { stdout, stderr } = spawnSync("docker", ["logs", name], { encoding: "utf8" });
  if (docker("inspect", "--format", "{{.State.Running}}", name) !== "true") {
    throw new Error(`${name} ended: ${stderr}`);
  }
  return (stdout + stderr).includes("API listen on");
}
