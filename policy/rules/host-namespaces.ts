import { ANY_CONTAINER, type ContainerRule } from "../rule";

const MODES = ["networkMode", "pidMode", "ipcMode", "usernsMode"] as const;

export const hostNamespaces: ContainerRule = {
  name: "host-namespaces",
  description:
    "No container shares the network, processes, memory segments or users of the host or of another container.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: ANY_CONTAINER,
  findings: (container) =>
    MODES.filter((mode) => /^(?:host$|container:)/.test(container[mode] ?? "")).map((mode) => ({
      found: `its ${mode} is "${container[mode] ?? ""}"`,
      allowed:
        mode === "networkMode" ? `"bridge", "none" or the name of a network` : "its own namespace",
      fix: `Remove ${mode}${mode === "networkMode" ? ", and join a network" : ""}`,
    })),
};
