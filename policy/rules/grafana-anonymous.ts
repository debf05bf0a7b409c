import { variables } from "../container";
import { ANY_CONTAINER, type ContainerRule } from "../rule";

export const grafanaAnonymous: ContainerRule = {
  name: "grafana-anonymous-admin",
  description: "Grafana requires a password for administrators.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  holdsFor: ANY_CONTAINER,
  readsFiles: true,
  findings: (container) => {
    const set = new Map(variables(container).map(({ name, value }) => [name, value.toLowerCase()]));
    const places = [
      ...(isOpen(set.get("GF_AUTH_ANONYMOUS_ENABLED"), set.get("GF_AUTH_ANONYMOUS_ORG_ROLE"))
        ? ["GF_AUTH_ANONYMOUS_ORG_ROLE"]
        : []),
      ...(container.uploads ?? [])
        .filter(({ content = "" }) => {
          const section = /^\s*\[auth\.anonymous\]([^[]*)/m.exec(content.toLowerCase())?.[1] ?? "";
          return isOpen(key(section, "enabled"), key(section, "org_role"));
        })
        .map(({ file }) => `[auth.anonymous] in ${file}`),
    ];
    return places.map((place) => ({
      found: `${place} makes anyone who can reach Grafana its administrator`,
      allowed: "no anonymous access, or the role Viewer",
      fix: "Turn off anonymous access, or set its role to Viewer",
    }));
  },
};

function isOpen(enabled: string | undefined, role: string | undefined): boolean {
  return ["true", "1"].includes(enabled ?? "") && role === "admin";
}

function key(section: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, "m").exec(section)?.[1];
}
