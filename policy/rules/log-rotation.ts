import { keepsRunning } from "../container";
import { type ContainerRule } from "../rule";

/** The drivers that keep a container's log in files of the Docker host, and rotate them only where that is configured. */
const ROTATING = ["json-file", "local"];

export const logRotation: ContainerRule = {
  name: "log-rotation",
  description: "What a container prints cannot fill the Docker host's disk.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: keepsRunning,
  findings: ({ logDriver = "", logOpts = {} }) => {
    // `local` rotates by itself, other drivers keep nothing on the host.
    if (logDriver !== "" && logDriver !== "json-file") return [];
    if ("max-size" in logOpts && "max-file" in logOpts && logDriver !== "") return [];
    return [
      {
        found:
          logDriver === ""
            ? "it leaves its log to the engine's default"
            : "its log is a json-file without max-size and max-file",
        allowed: `logDriver ${ROTATING.join(" or ")}, with max-size and max-file in logOpts`,
        fix: `Set logDriver to "json-file" and logOpts to {"max-size": "10m", "max-file": "3"}`,
      },
    ];
  },
};
