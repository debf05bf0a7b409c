import { keepsRunning } from "../container";
import { type ContainerRule } from "../rule";

/** Drivers that store a container's log in files on the Docker host, and can rotate them. */
const ROTATING = ["json-file", "local"];

export const logRotation: ContainerRule = {
  name: "log-rotation",
  description: "Container logs cannot fill the Docker host's disk.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: keepsRunning,
  findings: ({ logDriver = "", logOpts = {} }) => {
    // `local` always rotates, and other drivers store nothing on the host.
    if (logDriver !== "" && logDriver !== "json-file") return [];
    if ("max-size" in logOpts && "max-file" in logOpts && logDriver !== "") return [];
    return [
      {
        found:
          logDriver === ""
            ? "it uses the engine's default log driver"
            : "its log driver is json-file without max-size and max-file",
        allowed: `logDriver ${ROTATING.join(" or ")}, with max-size and max-file in logOpts`,
        fix: `Set logDriver to "json-file" and logOpts to {"max-size": "10m", "max-file": "3"}`,
      },
    ];
  },
};
