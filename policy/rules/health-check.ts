import { keepsRunning } from "../container";
import { quoted, type ContainerRule } from "../rule";

export const healthCheck: ContainerRule = {
  name: "health-check",
  description: "Every container that keeps running tells whether it is healthy.",
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
            fix: "Give it one that asks the program itself",
          },
        ],
};
