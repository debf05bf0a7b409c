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
            found: "it is privileged, and has all rights of root on the host",
            allowed: "privileged: false",
            fix: "Add only the capabilities or devices that it requires (container-observability: cadvisorPrivileged), or exempt it with a reason",
          },
        ]
      : [],
};
