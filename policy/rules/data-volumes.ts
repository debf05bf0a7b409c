import { matches } from "../exemptions";
import { quoted, texts, type ResourceRule } from "../rule";

export const dataVolumes: ResourceRule<{ names: readonly string[] }> = {
  name: "protected-data-volumes",
  description: "A volume with data is protected: no update and no destroy takes it along.",
  // A stack for trying things out may go with its data: `protectData` says which one. Production makes this mandatory.
  enforcementLevel: "advisory",
  options: { names: texts("Names of the volumes that hold data; * stands for any characters.") },
  defaults: { names: ["*-data"] },
  type: "docker:index/volume:Volume",
  noun: "Volume",
  findings: ({ name = "" }, { protect }, { names }) =>
    protect || !names.some((pattern) => matches(pattern, name))
      ? []
      : [
          {
            found: `it is not protected, and goes with its data when the stack is destroyed`,
            allowed: `protect: true for ${quoted(names)}`,
            fix: "Set protect (container-observability: protectData), or disable this rule for stacks whose data may go",
          },
        ],
};
