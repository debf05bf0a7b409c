import { matches } from "../exemptions";
import { quoted, texts, type ContainerRule } from "../rule";

/** Images with a default user other than root, from any mirror. */
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
      "Repositories of images with a default user other than root; * stands for any characters.",
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
            ? `it sets no user, and the default user of the image "${image}" may be root`
            : `its user is "${user}"`,
        allowed: `any other user, or the default user of ${quoted([...OWN_USER, ...images])}`,
        fix: `Set user to a number such as "65534:65534", or add the image to images, an option of this rule, if its default user is not root`,
      },
    ];
  },
};

/** Whether an image reference, with or without a registry, tag and digest, is of this repository. */
function isOf(repository: string, reference: string): boolean {
  const named = reference.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  return matches(repository, named) || matches(`*/${repository}`, named);
}
