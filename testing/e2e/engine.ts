import { spawnSync } from "node:child_process";
import { defaults } from "../../components/settings/defaults";

/** Runs the Docker client and returns its trimmed output. */
export function docker(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync("docker", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`docker ${words.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** Returns the missing requirements of the e2e tests; empty if they can run here. */
export function missingForE2e(): string {
  if (spawnSync("docker", ["version"]).status !== 0) return "a Docker engine and client";
  const absent = [
    defaults.busyboxImage,
    defaults.cadvisorImage,
    defaults.prometheusImage,
    defaults.collectorImage,
    defaults.tempoImage,
    defaults.lokiImage,
    defaults.grafanaImage,
    "node:20-slim",
    defaults.alertmanagerImage,
  ].filter(
    (image) =>
      spawnSync("docker", ["image", "inspect", image]).status !== 0 &&
      spawnSync("docker", ["pull", "-q", image]).status !== 0,
  );
  return absent.length === 0 ? "" : `the images ${absent.join(", ")}`;
}

export function engineMajor(): number {
  return Number(docker("version", "--format", "{{.Server.Version}}").split(".")[0]);
}

/** Maps name to ID for containers whose name starts with `prefix`. Only running ones, unless `filters` has `-a`. */
export function containerIds(prefix: string, ...filters: string[]): Map<string, string> {
  const rows = docker("ps", "--no-trunc", "--format", "{{.Names}} {{.ID}}", ...filters);
  return new Map(
    rows
      .split("\n")
      .filter(Boolean)
      .map((row) => row.split(" ") as [string, string])
      .filter(([name]) => name.startsWith(prefix)),
  );
}

export function health(container: string): string {
  return docker("inspect", "--format", "{{.State.Health.Status}}", container);
}

export function volumes(prefix: string): string[] {
  return docker("volume", "ls", "--format", "{{.Name}}")
    .split("\n")
    .filter((name) => name.startsWith(prefix))
    .sort();
}

export function networks(prefix: string): string[] {
  return docker("network", "ls", "--format", "{{.Name}}")
    .split("\n")
    .filter((name) => name.startsWith(prefix));
}

/**
 * Returns options that set an I/O limit so high that it is never reached. On cgroup v1, kernels since 6.10 count a
 * disk's I/O only after some container has a limit for it.
 */
export function ioLimit(): string[] {
  const [version, folder = "/"] = docker(
    "info",
    "--format",
    "{{.CgroupVersion}} {{.DockerRootDir}}",
  ).split(" ");
  if (version !== "1") return [];
  const { stdout } = spawnSync("df", ["--output=source", folder], { encoding: "utf8" });
  const device = stdout.trim().split("\n").at(-1) ?? "";
  return ["--device-write-bps", `${device}:10gb`];
}

/** Returns a container's address on a network, on this engine or on the one that `run` uses. */
export function ipOf(
  container: string,
  network: string,
  run: (...words: string[]) => string = docker,
): string {
  const address = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
  return run("inspect", "--format", address, container);
}
