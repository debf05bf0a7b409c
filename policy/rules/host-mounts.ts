import { hostMounts } from "../container";
import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";
import { isWithin } from "./docker-socket";

/** Folders in which a writer can take over the host, or change the data of other containers. */
const SYSTEM = [
  "/bin",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/lib64",
  "/opt",
  "/proc",
  "/root",
  "/run",
  "/sbin",
  "/sys",
  "/usr",
  "/var",
];

export const hostMountsReadOnly: ContainerRule<{ writable: readonly string[] }> = {
  name: "host-mounts-read-only",
  description: "System folders of the Docker host are mounted read-only, or not at all.",
  enforcementLevel: "mandatory",
  options: { writable: texts("System folders to which containers may write.") },
  defaults: { writable: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { writable }) =>
    hostMounts(container)
      .filter(({ readOnly }) => !readOnly)
      .filter(({ path }) => path === "/" || SYSTEM.some((folder) => covers(folder, path)))
      .filter(({ path }) => !writable.some((folder) => covers(folder, path)))
      .map(({ path }) => ({
        found: `it can write to the host's ${path}`,
        allowed: `read-only mounts, and writable mounts outside of "/", ${quoted(SYSTEM)}${writable.length === 0 ? "" : ` or in ${quoted(writable)}`}`,
        fix: "Set readOnly: true for the mount, or store the data in a volume",
      })),
};

function covers(folder: string, path: string): boolean {
  return path === folder || isWithin(path, folder);
}
