import { matches } from "../exemptions";
import { quoted, texts, type ResourceRule } from "../rule";

export const dataVolumes: ResourceRule<{ names: readonly string[] }> = {
  name: "protected-data-volumes",
  description: "Volumes with data are protected: no update and no destroy deletes them.",
  // Test stacks may be deleted with their data (`protectData: false`). In production, make this rule mandatory.
  enforcementLevel: "advisory",
  options: { names: texts("Names of the volumes with data; * stands for any characters.") },
  defaults: { names: ["*-data"] },
  type: "docker:index/volume:Volume",
  noun: "Volume",
  findings: ({ name = "" }, { protect }, { names }) =>
    protect || !names.some((pattern) => matches(pattern, name))
      ? []
      : [
          {
            found: "it is not protected, and is deleted with its data when the stack is destroyed",
            allowed: `protect: true for ${quoted(names)}`,
            fix: "Set protect (container-observability: protectData), or disable this rule for stacks without important data",
          },
        ],
};
