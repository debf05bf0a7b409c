import { describe, expect, it } from "vitest";
import { versionChange } from "../../../scripts/explain/versions";

describe("a change of an image's version", () => {
  it("is told with the release notes of the new one", () => {
    expect(versionChange("loki", "grafana/loki:3.7.8", "grafana/loki:3.8.0")).toBe(
      "3.7.8 → 3.8.0 ([release notes](https://github.com/grafana/loki/releases/tag/v3.8.0))",
    );
    const collector = "otel/opentelemetry-collector-contrib";
    expect(
      versionChange("agent on host web-1", `${collector}:0.145.0`, `${collector}:0.161.0`),
    ).toMatch(
      /^0\.145\.0 → 0\.161\.0 .*opentelemetry-collector-contrib\/releases\/tag\/v0\.161\.0/,
    );
  });

  it("warns where there is no way back", () => {
    const to = (version: string) => versionChange("tempo", "grafana/tempo:2.9.0", version);
    expect(to("grafana/tempo:3.0.3")).toMatch(/^2\.9\.0 → 3\.0\.3 .*There is no way back/);
    expect(to("grafana/tempo:2.10.8")).not.toContain("no way back");
  });

  it("is none where no tag says so", () => {
    expect(versionChange("loki", "grafana/loki:3.7.8", "mirror.example.com/loki:3.7.8")).toBe("");
    expect(versionChange("loki", undefined, "grafana/loki:3.7.8")).toBe("");
    expect(versionChange("loki", "grafana/loki:3.7.8", "grafana/loki:main")).toBe("");
    expect(versionChange("loki", "grafana/loki:3.7.8", "prod.example.com/loki:1")).toBe(
      "3.7.8 → 1",
    );
  });
});
