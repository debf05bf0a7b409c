import type { ContainerRule } from "../rule";

export const readOnlyRoot: ContainerRule = {
  name: "read-only-root",
  description: "The root file system of every container is read-only.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  findings: ({ readOnly = false }) =>
    readOnly
      ? []
      : [
          {
            found: "its root file system is writable",
            allowed: "readOnly: true",
            fix: "Set readOnly, and mount a volume or a tmpfs for files that it writes",
          },
        ],
};
