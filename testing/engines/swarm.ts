import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaults } from "../../components/settings/defaults";
import { project } from "../project-files";
import { missingForSecondEngine, SecondEngine } from "./engine";
import type { Lan } from "./lan";
import type { Registry } from "./registry";

/** Node label by which the tests place services. */
export const LABEL = "observability";

/** All images of a stack without Grafana. */
export const IMAGES: readonly string[] = [
  defaults.busyboxImage,
  defaults.cadvisorImage,
  defaults.collectorImage,
  defaults.prometheusImage,
  defaults.tempoImage,
  defaults.lokiImage,
  defaults.dockerSocketProxyImage,
];

/** Returns the missing requirements of a deployment to a Swarm; empty if it is possible here. */
export function missingForSwarm(): string {
  const noEngines = missingForSecondEngine();
  if (noEngines !== "") return noEngines;
  const image = defaults.dockerSocketProxyImage;
  const has = ["image", "inspect", image];
  const absent =
    spawnSync("docker", has).status !== 0 &&
    spawnSync("docker", ["pull", "-q", image]).status !== 0;
  if (absent) return `the image ${image}`;
  return hasServices() ? "" : "a Docker provider that has docker.Service";
}

function hasServices(): boolean {
  const file = join(project, "node_modules/@pulumi/docker/package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  const { stdout } = spawnSync(
    join(project, "node_modules/.bin/pulumi"),
    ["package", "get-schema", `docker@${version}`],
    // Not in the project's folder, where the command would return the project's own schema.
    { cwd: tmpdir(), encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  return stdout.includes('"docker:index/service:Service"');
}

/** Starts engines as nodes of one Swarm, with this registry. The first is the manager, the others get the label. */
export async function swarmOf(
  names: readonly string[],
  lan: Lan,
  registry: Registry,
  made: (engine: SecondEngine) => void,
): Promise<void> {
  const engines: SecondEngine[] = [];
  for (const name of names) {
    const engine = new SecondEngine(name, registry.address);
    made(engine);
    await engine.start();
    lan.join(engine);
    // Checks that it can pull and unpack images.
    engine.docker("run", "--rm", "--network", "none", registry.has(defaults.busyboxImage), "true");
    engines.push(engine);
  }
  const [manager, ...workers] = engines;
  if (manager === undefined) return;
  const at = (index: number) => ["--advertise-addr", lan.addressOf(index)];
  const heard = (index: number) => [...at(index), "--listen-addr", lan.addressOf(index)];
  manager.docker("swarm", "init", ...heard(0));
  const token = manager.docker("swarm", "join-token", "--quiet", "worker");
  const address = `${lan.addressOf(0)}:2377`;
  for (const [index, worker] of workers.entries()) {
    worker.docker("swarm", "join", "--token", token, ...heard(index + 1), address);
    manager.docker("node", "update", "--label-add", `${LABEL}=true`, worker.node);
  }
}
