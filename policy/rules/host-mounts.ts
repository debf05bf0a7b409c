import { hostMounts } from "../container";
import { ANY_CONTAINER, quoted, texts, type ContainerRule } from "../rule";
import { isWithin } from "./docker-socket";

/** Who writes here has the host, or what other containers keep. */
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
  description: "What belongs to the Docker host's system is mounted read-only, if at all.",
  enforcementLevel: "mandatory",
  options: { writable: texts("Folders of the system that containers may write in.") },
  defaults: { writable: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { writable }) =>
    hostMounts(container)
      .filter(({ readOnly }) => !readOnly)
      .filter(({ path }) => path === "/" || SYSTEM.some((folder) => covers(folder, path)))
      .filter(({ path }) => !writable.some((folder) => covers(folder, path)))
      .map(({ path }) => ({
        found: `it may write in the host's ${path}`,
        allowed: `read-only, and writable outside of "/", ${quoted(SYSTEM)}${writable.length === 0 ? "" : ` and in ${quoted(writable)}`}`,
        fix: "Set readOnly of the mount, or keep the data in a volume",
      })),
};

function covers(folder: string, path: string): boolean {
  return path === folder || isWithin(path, folder);
}
