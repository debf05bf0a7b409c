import { matches } from "../exemptions";
import { quoted, texts, type ContainerRule } from "../rule";

/** Images whose own user is no root, whatever mirror they come from. */
const OWN_USER = [
  "prom/prometheus",
  "prom/alertmanager",
  "prom/node-exporter",
  "otel/opentelemetry-collector-contrib",
  "grafana/tempo",
  "grafana/loki",
  "grafana/grafana",
];

export const nonRoot: ContainerRule<{ images: readonly string[] }> = {
  name: "non-root",
  description: "No program runs as root.",
  enforcementLevel: "mandatory",
  options: {
    images: texts(
      "Repositories of images whose own user is not root; * stands for any characters.",
    ),
  },
  defaults: { images: [] },
  findings: ({ user = "", image = "" }, { images }) => {
    if (user === "" && [...OWN_USER, ...images].some((known) => isOf(known, image))) return [];
    if (user !== "" && !/^(?:0+|root)(?::|$)/.test(user)) return [];
    return [
      {
        found:
          user === ""
            ? `it names no user, and whether that of the image "${image}" is root is not known`
            : `its user is "${user}"`,
        allowed: `any other user, or the own user of ${quoted([...OWN_USER, ...images])}`,
        fix: `Set user to a number such as "65534:65534", or add the image to images of this rule if its own user is not root`,
      },
    ];
  },
};

/** Whether a reference, with or without a registry, tag and digest, names the repository. */
function isOf(repository: string, reference: string): boolean {
  const named = reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  return matches(repository, named) || matches(`*/${repository}`, named);
}
