import { hostMounts } from "../container";
import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";

/** Sockets that give full control of the host: a client can start a container that mounts the host's disk. */
const SOCKETS = [
  "/var/run/docker.sock",
  "/run/docker.sock",
  "/run/containerd/containerd.sock",
  "/run/docker/containerd/containerd.sock",
  "/run/podman/podman.sock",
];

export const dockerSocket: ContainerRule<{ sockets: readonly string[] }> = {
  name: "docker-socket",
  description:
    "No container mounts the engine's socket, alone or in a folder, except those that read the Docker API.",
  enforcementLevel: "mandatory",
  options: { sockets: texts("Additional sockets of the engine.") },
  defaults: { sockets: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { sockets }) => {
    const all = [...SOCKETS, ...sockets];
    return hostMounts(container)
      .filter(({ path }) => all.some((socket) => socket === path || isWithin(socket, path)))
      .map(({ path }) => ({
        found: `it mounts ${path}, which contains the engine's socket`,
        allowed: `mounts without any of ${quoted(all)}`,
        fix: "Remove the mount, use a filtering proxy, or exempt the container with a reason",
      }));
  },
};

export function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
