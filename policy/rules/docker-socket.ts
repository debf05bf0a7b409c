import { hostMounts } from "../container";
import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";

/** Who opens one of these may ask for a container with the host's disk. */
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
    "No container has the engine's socket, also not within a folder, but those whose work it is to read it.",
  enforcementLevel: "mandatory",
  options: { sockets: texts("Sockets of the engine besides the usual ones.") },
  defaults: { sockets: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { sockets }) => {
    const all = [...SOCKETS, ...sockets];
    return hostMounts(container)
      .filter(({ path }) => all.some((socket) => socket === path || isWithin(socket, path)))
      .map(({ path }) => ({
        found: `it mounts ${path}, with which it has the engine's socket`,
        allowed: `mounts without any of ${quoted(all)}`,
        fix: "Leave it out, put a filter in front of it, or exempt the container with a reason",
      }));
  },
};

export function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
