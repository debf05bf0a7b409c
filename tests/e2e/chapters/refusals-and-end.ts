import { expect, it } from "vitest";
import { Stack } from "../../../testing/e2e/stack";
import { containerIds, docker, health, networks, volumes } from "../../../testing/e2e/engine";
import { CONTAINERS, type Life, NETWORK, PREFIX, SERVICES } from "../../../testing/e2e/life";
import { eventually, promql } from "../../../testing/e2e/stores";

/** Rejected settings, a second stack beside the first one, adopted volumes, and removal. */
export function refusalsAndEnd(life: () => Life): void {
  it("reports all invalid settings at once, before any change", async () => {
    life().stack.configure({ containerMetrics: undefined });
    const wrong = { scrapeInterval: "often", grafanaPort: 99999, grafana: true };
    await life().stack.during(wrong, async () => {
      const before = life().ids();
      const { status, output } = await life().stack.up();
      expect(status).not.toBe(0);
      expect(output).toMatch(/Nothing was changed: 3 settings are wrong/);
      expect(output).toMatch(/grafana: there is no such setting \(did you mean grafana\w+\?\)/);
      expect(output).not.toMatch(/\bat .*\.ts:\d+/);
      expect(life().ids()).toEqual(before);
    });
  });

  it("reports in one sentence that a port is taken, an image is unavailable, or no engine answers", async () => {
    const other = new Stack(life().clone, "e2e-refused", 24000);
    other.configure({
      grafanaPort: life().stack.ports.grafanaPort,
      imageRegistry: "registry.invalid",
    });
    const refused = await other.preview();
    expect(refused.output).toMatch(
      new RegExp(
        `grafanaPort: port ${life().stack.ports.grafanaPort} is taken by the container ${PREFIX}grafana\\. Stop it, or choose`,
      ),
    );
    expect(refused.output).toMatch(
      /Not on the engine.* registry\.invalid\/prom\/prometheus:v3\.16\.0 \(/,
    );
    const silent = await other.preview([], { DOCKER_HOST: "unix:///nonexistent.sock" });
    expect(silent.output).toMatch(
      /No Docker engine answers at unix:\/\/\/nonexistent\.sock \(DOCKER_HOST\)/,
    );
    for (const { status } of [refused, silent]) expect(status).not.toBe(0);
  });

  it("runs and removes a second stack beside it, and keeps that stack's data if it is protected", async () => {
    const before = containerIds(PREFIX, "-a");
    const second = new Stack(life().clone, "e2e2", 25000, { hostMetrics: false });
    const up = await second.up();
    expect(up.status, up.output).toBe(0);
    expect([...containerIds("observability-e2e2-").keys()]).toHaveLength(CONTAINERS.length);

    const kept = await second.down();
    expect(kept.status, kept.output).toBe(0);
    expect(kept.output).toMatch(/Kept, because protectData is on.*observability-e2e2-loki-data/);
    expect([...containerIds("observability-e2e2-", "-a")]).toEqual([]);
    expect(networks("observability-e2e2")).toEqual([]);
    expect(volumes("observability-e2e2-")).toEqual(
      ["agent", "collector", "grafana", "loki", "prometheus", "tempo"].map(
        (name) => `observability-e2e2-${name}-data`,
      ),
    );

    second.configure({ protectData: false });
    expect((await second.up()).status).toBe(0);
    const gone = await second.down();
    expect(gone.status, gone.output).toBe(0);
    expect(volumes("observability-e2e2-")).toEqual([]);
    expect(containerIds(PREFIX, "-a")).toEqual(before);
    for (const service of SERVICES.filter((name) => name !== "cadvisor")) {
      expect(health(PREFIX + service), service).toBe("healthy");
    }
  });

  it("adopts an existing data volume with another owner, and rejects one that is missing or in use", async () => {
    docker("volume", "create", "--label", "com.docker.compose.project=old", "e2e-adopted");
    docker(
      ...["run", "-d", "--name", "e2e-old", "--user", "0:0", "-v", "e2e-adopted:/prometheus"],
      "prom/prometheus:v3.16.0",
    );
    const asks = "http://localhost:9090/api/v1/query?query=up";
    await eventually("the first scrape", () =>
      Promise.resolve(/"1"/.exec(docker("exec", "e2e-old", "wget", "-qO-", asks)) ?? undefined),
    );

    // Applies the settings that earlier tests have reverted.
    await life().changedByUp();
    const wrong = { prometheus: "e2e-adopted", loki: "e2e-adoptde" };
    await life().stack.during({ dataVolumes: wrong }, async () => {
      const { status, output } = await life().stack.preview();
      expect(output).toMatch(/the volume e2e-adoptde, given to loki, is not on the/);
      expect(output).toMatch(/the volume e2e-adopted.* is in use by the container e2e-old;/);
      expect(status).not.toBe(0);
    });

    docker("stop", "e2e-old");
    life().stack.configure({ dataVolumes: { prometheus: "e2e-adopted" } });
    expect(await life().changedByUp()).toEqual(["prometheus", "prometheus-data-owner"]);
    // Samples without an environment are from the old Prometheus: this stack adds it to everything.
    const before = 'count_over_time(up{environment=""}[1h])';
    expect(await promql(life().stack.url("prometheusPort"), before)).toHaveLength(1);
    const again = await life().stack.preview(["--refresh", "--expect-no-changes"]);
    expect(again.status, again.output).toBe(0);
  });

  it("leaves nothing after down except objects that existed before", async () => {
    const { status, output } = await life().stack.down();
    expect(status, output).toBe(0);
    expect(output).toContain("Kept, because dataVolumes names them: e2e-adopted.");
    expect(volumes("e2e-adopted")).toEqual(["e2e-adopted"]);
    expect([...life().ids()]).toEqual([]);
    expect(volumes(PREFIX)).toEqual([]);
    expect(networks(NETWORK)).toEqual([]);
  });
}
