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
            fix: "Set readOnly, and give it a volume or a tmpfs for what it writes",
          },
        ],
};
