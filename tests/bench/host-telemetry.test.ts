import { containerId, hostName, lineOf, metricsOf, spanOf } from "../../bench/load/host-telemetry";
import { describe, expect, it } from "vitest";

const templates = {
  container: [
    { __name__: "container_cpu_usage_seconds_total", job: "docker", container_name: "real" },
    { __name__: "container_last_seen", job: "docker", container_name: "real" },
  ],
  host: [{ __name__: "system_cpu_load_average_1m", job: "host", instance: "real" }],
};
const places = Array.from({ length: 60 }, (_, index) => ({ host: 7, index }));
const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString("latin1");
const times = (body: string, what: string) => body.split(what).length - 1;

describe("the telemetry of a host that is not there", () => {
  it("is a point of each series of the host, and of each of its containers", () => {
    const [host, ...others] = metricsOf(templates, 7, places, Date.now()).map(text);
    expect(times(host ?? "", "synthetic-7")).toBe(2);
    expect(host).not.toContain("real");
    const all = others.join("");
    expect(others).toHaveLength(3);
    expect(times(all, "container_cpu_usage_seconds_total")).toBe(3);
    for (const place of places) expect(times(all, containerId(place))).toBe(2);
    expect(all).not.toContain("real");
  });

  it("is a line and a span of each container, under its host's name", () => {
    for (const body of [text(lineOf(places, Date.now())), text(spanOf(places, Date.now()))]) {
      expect(times(body, hostName(7))).toBe(places.length);
      for (const place of places) expect(body).toContain(containerId(place));
    }
  });

  it("knows a container by an id of its own", () => {
    const ids = [0, 1].flatMap((host) => [0, 1].map((index) => containerId({ host, index })));
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
  });
});
