import { quoted, type ContainerRule } from "../rule";

export const noNewPrivileges: ContainerRule = {
  name: "no-new-privileges",
  description: "No process gains privileges through the programs that it starts.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  // The provider has no input for it on Swarm tasks. There, it is an option of the engine, --no-new-privileges.
  holdsFor: ({ inSwarm = false }) => !inSwarm,
  findings: ({ securityOpts = [] }) =>
    securityOpts.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option))
      ? []
      : [
          {
            found: `its securityOpts are ${quoted(securityOpts)}`,
            allowed: `a list with "no-new-privileges:true"`,
            fix: `Add "no-new-privileges:true" to securityOpts`,
          },
        ],
};
