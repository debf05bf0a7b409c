import { ANY_CONTAINER, type ContainerRule } from "../rule";

export const privileged: ContainerRule = {
  name: "privileged",
  description: "No container is privileged.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: ANY_CONTAINER,
  findings: (container) =>
    container.privileged === true
      ? [
          {
            found: "it is privileged, and so may do on the host whatever root may",
            allowed: "privileged: false",
            fix: "Give it the capability or the device that it needs (container-observability: cadvisorPrivileged), or exempt it with a reason",
          },
        ]
      : [],
};
