import { describe, expect, it } from "vitest";
import { asJson } from "../../../scripts/explain/explanation";
import { explainCommand } from "../../../scripts/explain/command";
import { markdown } from "../../../scripts/explain/markdown";
import { altered, effects, explained, of } from "./previews";

describe("explain", () => {
  it("finds no changes where Pulumi only looked at the host", () => {
    expect(explained("no-change")).toMatchObject({
      stack: "prod",
      headline: "No changes of resources",
      exit: 0,
      services: [],
      changes: [],
    });
    expect(markdown(explained("no-change"))).toBe("## `prod`: No changes of resources\n");
  });

  it("derives each service's effect from what happens to its container and to its files' carrier", () => {
    const found = explained("settings");
    expect(effects(found)).toEqual({
      agent: "replaced",
      cadvisor: "removed",
      grafana: "replaced",
      loki: "changed in place",
      prometheus: "reload",
      tempo: "reload",
    });
    expect(found.headline).toBe(
      "6 services change: 1 is removed, 2 containers are replaced, 1 is changed in place, 2 take up new files while they run; " +
        "1 shared resource changes; no data is lost",
    );
    expect(found.exit).toBe(0);
    expect(of(found, "loki")?.bySettings).toEqual(["memory limit `1024` → `900` MiB"]);
    expect(of(found, "agent")?.keeps).toEqual(["observability-prod-agent-data"]);
    expect(of(found, "grafana")?.bySettings.at(-1)).toBe(
      "published port `127.0.0.1:3000` → `127.0.0.1:3100`",
    );
    expect(found.unexplained).toEqual([]);
  });

  it("pairs files whose directory carries their hash, and shows their diff", () => {
    const [file] = of(explained("settings"), "agent")?.files ?? [];
    expect(file).toMatchObject({ path: "/config/agent.yaml", change: "changed", secret: false });
    expect(file?.diff).toMatch(
      /^-+ \/config\/agent\.yaml\n[^]*\n-.*interval: 15s\n\+.*interval: 20s\n/m,
    );
    const boards = of(explained("settings"), "grafana")?.files ?? [];
    expect(boards.find(({ path }) => path === "/dashboards/container.json")).toMatchObject({
      change: "no longer written",
      diff: "",
    });
  });

  it("names the panels of a dashboard, and leaves out numbers and places that only shift", () => {
    const board = of(explained("protected"), "grafana")?.files.find(({ path }) =>
      path.startsWith("/dashboards/"),
    );
    expect(board?.panels).toMatch(/^removed: Panics of Loki/);
    expect(board?.diff).not.toMatch(/gridPos|"id"/);
  });

  it("shows nothing of a secret file but that it changes", () => {
    const found = explained("image-and-secret");
    expect(of(found, "collector")?.files).toContainEqual({
      path: "/secrets/…",
      change: "added",
      secret: true,
      diff: "",
    });
    expect(effects(found)).toEqual({ collector: "replaced", loki: "replaced" });
    expect(of(found, "loki")?.bySettings[0]).toMatch(/^`image`: `grafana\/loki:3\.7\.8` → `/);
    expect(markdown(found)).toContain("Secret file `/secrets/…`: added.");
  });

  it("tells what the host has lost apart from what the settings change", () => {
    const found = explained("drift");
    expect(effects(found)).toEqual({
      grafana: "replaced",
      loki: "keeps running",
      tempo: "recreated",
    });
    for (const { bySettings, byDrift } of found.services) {
      expect(bySettings).toEqual([]);
      expect(byDrift.length).toBeGreaterThan(0);
    }
    expect(of(found, "grafana")?.byDrift[0]).toBe("it is found stopped");
    expect(found.headline).toMatch(/\(3 because the host is not as the last update left it\)/);
  });

  it("ends with 2 where the stack would start with empty data volumes, or destroy the old ones", () => {
    const left = explained("other-name");
    expect(left.exit).toBe(2);
    expect(left.headline).toMatch(
      /^DATA LOSS: 6 data volumes stay on the host, unused\. 7 services/,
    );
    expect(left.data[0]).toEqual({
      volume: "observability-prod-agent-data",
      service: "agent",
      fate: "left behind",
      instead: "b-other-agent-data",
      insteadIsNew: true,
      refused: false,
    });
    expect(left.shared.map(({ kind, op }) => `${op} ${kind}`)).toContain("replace network");
    expect(of(left, "loki")).toMatchObject({
      effect: "replaced",
      formerly: "observability-prod-loki",
      keeps: [],
    });

    const destroyed = altered("other-name", ({ steps }) => {
      for (const { oldState } of steps) delete oldState?.retainOnDelete;
    });
    expect(destroyed.exit).toBe(2);
    expect(destroyed.headline).toMatch(/^DATA LOSS: 6 data volumes are destroyed\./);
    expect(markdown(destroyed)).toContain("**is destroyed with what it holds**");
  });

  it("ends with 2 where a protected volume is in the way, and tells what Pulumi says", () => {
    const found = explained("protected");
    expect(found.exit).toBe(2);
    expect(found.headline).toBe(
      "DATA LOSS, refused: data volume observability-prod-loki-data would go, and is protected",
    );
    expect(markdown(found)).toContain("because it is protected");
    expect(effects(found)).toMatchObject({ loki: "removed", collector: "replaced" });
  });

  it("ends with 1 where the settings are refused", () => {
    const found = explained("refused-settings");
    expect(found.exit).toBe(1);
    expect(markdown(found)).toMatch(
      /^## `prod`: Refused: .*\n\n```text\nNothing was changed: 1 setting is wrong\.\n.*scrapeInterval/,
    );
  });

  it("tells of steps that it does not know, and of those that Pulumi counts and does not show", () => {
    const found = altered("settings", ({ steps, changeSummary }) => {
      const first = steps.find(({ op }) => op === "delete");
      if (first) first.op = "read";
      changeSummary["create"] = 3;
    });
    expect(found.unexplained).toEqual([
      expect.stringMatching(/^read container /) as string,
      "Pulumi counts 4 × delete, its steps show another number",
      "Pulumi counts 3 × create, its steps show another number",
    ]);
    expect(markdown(found)).toContain("### Not understood");
    expect(found.exit).toBe(1);
    expect(found.headline).toMatch(/^6 services change.*; some changes could not be explained$/);
  });

  it("passes on what Pulumi warns of", () => {
    const found = altered("no-change", (preview) => {
      preview.diagnostics = [{ severity: "warning", message: "warning: old\n" }];
    });
    expect(markdown(found)).toMatch(
      /No changes of resources\n\nPulumi warns:\n\n```text\nold\n```/,
    );
  });

  it("is the same whatever the order of the steps", () => {
    const reversed = altered("settings", ({ steps }) => steps.reverse());
    expect(asJson(reversed)).toBe(asJson(explained("settings")));
  });

  it("fits into a comment, and says what is left out", () => {
    const found = explained("settings");
    const whole = markdown(found);
    expect(whole).not.toContain("more lines of this diff");
    for (const longest of [whole.length - 1, 3000, 1200]) {
      const text = markdown(found, longest);
      expect(text.length).toBeLessThanOrEqual(longest);
      expect(text).toContain("npm run explain -- --stack prod --json");
    }
    expect(asJson(found)).not.toContain('"uploads":');
  });

  it.each([
    [["--preview", "/nowhere.json"], /--preview: \/nowhere\.json cannot be read/],
    [["--preview", __filename], /is not the output of `pulumi preview --json`/],
    [
      ["--preview", __filename],
      /npm run --silent pulumi -- preview --json --show-replacement-steps/,
    ],
    [["--what"], /Unknown option '--what'[^]*Usage: npm run explain/],
    [["--help"], /^Usage: npm run explain/],
  ])("refuses %j", async (words, message) => {
    await expect(explainCommand(words)).rejects.toThrow(message);
  });
});
