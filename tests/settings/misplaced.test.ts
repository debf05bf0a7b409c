import { describe, expect, it } from "vitest";
import { refuseMisplaced } from "../../components/settings/misplaced";

const PROJECT = "container-observability";

describe("settings under another name than the project's", () => {
  it.each(["container-observabilty:grafanaPort", "Container-Observability:grafanaPort"])(
    "are rejected: %s",
    (key) => {
      expect(() => {
        refuseMisplaced([key], PROJECT);
      }).toThrow(`${key}: has no effect: the project is called ${PROJECT}. Rename the key to`);
    },
  );

  it("leave alone what belongs to others", () => {
    expect(() => {
      refuseMisplaced(
        ["docker:host", "aws:region", "shop:environment", "container-observability:grafanaPort"],
        PROJECT,
      );
    }).not.toThrow();
    expect(() => {
      refuseMisplaced(["container-observability:grafanaPort"], "telemetry");
    }).not.toThrow();
  });
});
