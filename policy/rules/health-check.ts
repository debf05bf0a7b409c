import { keepsRunning } from "../container";
import { quoted, type ContainerRule } from "../rule";

export const healthCheck: ContainerRule = {
  name: "health-check",
  description: "Every long-running container has a health check.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: keepsRunning,
  findings: ({ healthcheck: { tests = [] } = {} }) =>
    tests.length > 0 && tests[0] !== "NONE"
      ? []
      : [
          {
            found:
              tests.length === 0
                ? "it has no health check"
                : `its health check is ${quoted(tests)}`,
            allowed: "a healthcheck with tests",
            fix: "Add one that queries the program itself",
          },
        ],
};
