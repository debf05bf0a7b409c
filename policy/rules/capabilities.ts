import { quoted, texts, type ContainerRule } from "../rule";

/** To read any file, to read the kernel's log, and to give a volume away: what container-observability needs. */
const ALLOWED = ["CAP_DAC_READ_SEARCH", "CAP_SYSLOG", "CAP_CHOWN"];

export const capabilities: ContainerRule<{ allowed: readonly string[] }> = {
  name: "capabilities",
  description: "Every container drops all capabilities and keeps those of a short list at most.",
  enforcementLevel: "mandatory",
  options: {
    allowed: texts("Capabilities that a container may keep: this list in place of the usual one."),
  },
  defaults: { allowed: ALLOWED },
  findings: ({ capabilities: { adds = [], drops = [] } = {} }, { allowed }) => {
    const more = adds.filter((name) => !allowed.includes(canonical(name)));
    return [
      ...(drops.some((name) => canonical(name) === "CAP_ALL")
        ? []
        : [
            {
              found: `it drops ${quoted(drops)}`,
              allowed: `drops: ["ALL"]`,
              fix: "Drop all, and add what the program cannot do without",
            },
          ]),
      ...(more.length === 0
        ? []
        : [
            {
              found: `it keeps ${quoted(more)}`,
              allowed: quoted(allowed),
              fix: "Take it out of capabilities.adds, or add it to allowed of this rule",
            },
          ]),
    ];
  },
};

/** Docker takes the names with and without their prefix. */
function canonical(name: string): string {
  return `CAP_${name.toUpperCase().replace(/^CAP_/, "")}`;
}
