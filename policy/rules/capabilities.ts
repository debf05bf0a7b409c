import { quoted, texts, type ContainerRule } from "../rule";

/**
 * Capabilities that container-observability requires: to read any file, to read the kernel log, and to change a
 * volume's owner.
 */
const ALLOWED = ["CAP_DAC_READ_SEARCH", "CAP_SYSLOG", "CAP_CHOWN"];

export const capabilities: ContainerRule<{ allowed: readonly string[] }> = {
  name: "capabilities",
  description: "Every container drops all capabilities, and adds only those in a short list.",
  enforcementLevel: "mandatory",
  options: {
    allowed: texts("Capabilities that a container may add, instead of the default list."),
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
              fix: "Drop all, and add those that the program requires",
            },
          ]),
      ...(more.length === 0
        ? []
        : [
            {
              found: `it adds ${quoted(more)}`,
              allowed: quoted(allowed),
              fix: "Remove it from capabilities.adds, or add it to this rule's option allowed",
            },
          ]),
    ];
  },
};

/** The name with its prefix, which Docker does not require. */
function canonical(name: string): string {
  return `CAP_${name.toUpperCase().replace(/^CAP_/, "")}`;
}
