import { expect, it } from "vitest";
import { phasesOf } from "../../bench/phases";

const lines = [
  { text: " +  pulumi:pulumi:Stack container-observability-dev creating (0s)", at: 1 },
  { text: " +  observability:index:ObservabilityPipeline pipeline creating (0s)", at: 4 },
  { text: " +  random:index:RandomId tempo-config-checked created (1s)", at: 5 },
  { text: " +  docker:index:Container loki-config-carrier created (1s)", at: 5.5 },
  { text: " +  random:index:RandomId loki-config-checked created (1s)", at: 6 },
  { text: " +  docker:index:Container loki-service-container created (3s)", at: 10 },
  { text: " +  random:index:RandomId prometheus-config-loaded created (0.3s)", at: 9 },
];

it("a part lasts from the end of the one before to its own last line, and none less than nothing", () => {
  const parts = Object.values(phasesOf(lines, 11));
  expect(parts).toEqual([1, 3, 2, 4, 0, 1]);
});

it("an update whose lines are not understood gives no figures", () => {
  expect(() => phasesOf(lines.slice(1), 11)).toThrow("until it starts the program");
});
