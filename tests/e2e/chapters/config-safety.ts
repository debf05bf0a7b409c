import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { docker } from "../../../testing/e2e/engine";
import { type Life, PREFIX } from "../../../testing/e2e/life";
import { getText } from "../../../testing/e2e/stores";

/** Stands for an image of a version that rejects the configuration: its program exits with an error. */
const STRICT_LOKI = "e2e.example.com/loki:strict";

/** Invalid configurations reach no service, and services confirm that they use a valid one. */
export function configSafety(life: () => Life): void {
  const refusedUp = async () => {
    const before = life().ids();
    const { status, output } = await life().stack.up();
    expect(status, output).not.toBe(0);
    expect(output).not.toMatch(/\bat .*\.ts:\d+/);
    expect(life().ids()).toEqual(before);
    return output;
  };
  const prometheusConfig = () =>
    getText(life().stack.url("prometheusPort"), "/api/v1/status/config");
  const lokiMetrics = () => getText(life().stack.url("lokiPort"), "/metrics");

  it("rejects a configuration that Prometheus would reject, with promtool's output, and changes nothing", async () => {
    const job = `printf 'scrape_configs:\\n  - job_name: e2e-twice\\n' > /e/scrape/e2e.yml`;
    const volume = ["-u", "65534", "-v", `${PREFIX}extensions:/e`, "busybox:1.37", "sh", "-c"];
    docker("run", "--rm", ...volume, `mkdir -p /e/scrape && ${job}`);
    try {
      life().stack.configure({ scrapeTargets: [{ job: "e2e-twice", targets: ["cadvisor:8080"] }] });
      const output = await refusedUp();
      expect(output).toMatch(/together with what other projects have put into the volume/);
      expect(output).toMatch(/found multiple scrape configs with job name "?e2e-twice/);
      expect(output).toContain("The running services keep their configuration.");
      expect(await prometheusConfig()).not.toContain("e2e-twice");
    } finally {
      docker("run", "--rm", ...volume, "rm /e/scrape/e2e.yml");
    }
    expect(await life().changedByUp()).toEqual(["prometheus-config"]);
    expect(await prometheusConfig()).toContain("e2e-twice");
    life().stack.configure({ scrapeTargets: undefined });
  });

  it("rejects an image whose program does not accept the configuration, before it replaces the running one", async () => {
    const { status, stderr } = spawnSync("docker", ["build", "-q", "-t", STRICT_LOKI, "-"], {
      encoding: "utf8",
      input: `FROM busybox:1.37\nENTRYPOINT ["sh", "-c", "echo 'field x not found'; exit 1"]\n`,
    });
    expect(status, stderr).toBe(0);
    life().stack.configure({ lokiImage: STRICT_LOKI });
    const output = await refusedUp();
    expect(output).toMatch(/e2e\.example\.com\/loki:strict rejects \/(?:config|limits)\//);
    expect(output).toContain("field x not found");
    life().stack.configure({ lokiImage: undefined });
    docker("rmi", STRICT_LOKI);
  });

  it("fails if a service does not reload its files, and checks again during the next update", async () => {
    const running = life().ids();
    life().stack.configure({ logRetention: "72h" });
    docker("kill", "--signal", "STOP", `${PREFIX}loki`);
    try {
      const { status, output } = await life().stack.up();
      expect(status, output).not.toBe(0);
      expect(output).toContain(`${PREFIX}loki has not confirmed that it runs its new files`);
    } finally {
      docker("kill", "--signal", "CONT", `${PREFIX}loki`);
    }
    expect(await life().changedByUp()).not.toContain("loki");
    expect(await lokiMetrics()).toMatch(/loki_runtime_config_last_reload_successful\{.*\} 1\b/);
    for (const service of ["loki", "tempo", "prometheus", "grafana"]) {
      expect(
        life()
          .ids()
          .get(PREFIX + service),
        service,
      ).toBe(running.get(PREFIX + service));
    }
  });

  it("ends an update only when the services use the changed limits, rules and dashboards", async () => {
    const running = life().ids();
    const hash = async () =>
      /loki_runtime_config_hash\{.*sha256="(\w+)"/.exec(await lokiMetrics())?.[1];
    const before = await hash();
    life().stack.configure({
      logRetention: "73h",
      metricsRetention: "4d",
      hostMetrics: false,
    });
    const { status, output } = await life().stack.up();
    expect(status, output).toBe(0);
    // Without waiting, because the update has waited.
    expect(await hash()).not.toBe(before);
    expect(await prometheusConfig()).toContain("time: 4d");
    for (const service of ["loki", "tempo", "prometheus", "grafana"]) {
      expect(
        life()
          .ids()
          .get(PREFIX + service),
        service,
      ).toBe(running.get(PREFIX + service));
    }
    // The next chapter's update reverts these settings.
    life().stack.configure({
      logRetention: undefined,
      metricsRetention: undefined,
      hostMetrics: undefined,
    });
    expect([...life().ids().keys()].filter((name) => name.includes("-check-"))).toEqual([]);
  });
}
