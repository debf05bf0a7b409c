import { quoted, type ContainerRule } from "../rule";

export const noNewPrivileges: ContainerRule = {
  name: "no-new-privileges",
  description: "No program gains rights by what it starts.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  // The provider lets nobody say it of a Swarm's tasks: there it is an option of the engine, --no-new-privileges.
  holdsFor: ({ inSwarm = false }) => !inSwarm,
  findings: ({ securityOpts = [] }) =>
    securityOpts.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option))
      ? []
      : [
          {
            found: `its securityOpts are ${quoted(securityOpts)}`,
            allowed: `"no-new-privileges:true" among them`,
            fix: "Add it",
          },
        ],
};
