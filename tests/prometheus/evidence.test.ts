import { describe, expect, it } from "vitest";
import { hasReloaded, hasToldOfReload } from "../../components/services/prometheus/reload-check";
import { complaint, ScriptedService } from "../../testing/scripted-service";

const page = (successful: number, at: number) =>
  [
    `prometheus_config_last_reload_success_timestamp_seconds ${at}`,
    `prometheus_config_last_reload_successful ${successful}`,
  ].join("\r\n");

async function asked(answers: (count: number) => string, log = "") {
  const service = new ScriptedService((_, count) => answers(count), log);
  const message = await complaint(service, hasReloaded, 4000);
  return { message, service };
}

describe("Prometheus", () => {
  it("is told to read its files, and has when it tells of a reload that was not there before", async () => {
    const { message, service } = await asked((count) =>
      count < 4 ? page(1, 1.7955e9) : page(1, 1.7955000005e9),
    );
    expect(message).toBe("");
    expect(service.signals).toEqual(["SIGHUP"]);
    expect(service.commands).toHaveLength(4);
  });

  it("has not, where an earlier success is all that it tells of", async () => {
    expect((await asked(() => page(1, 1.7955e9))).message).toMatch(/not read them again yet/);
  });

  it("has refused them where it says so now", async () => {
    const line =
      'time=2026-11-23T08:00:00Z level=ERROR source=main.go:1 msg="Error reloading config" err="x"';
    const { message } = await asked(() => page(0, 1.7955e9), `level=INFO msg=ok\n${line}\n`);
    expect(message).toMatch(/has refused its new files/);
    expect(message).toContain(line);
    // What it said of those before is over when it has read these.
    const mended = await asked((count) => (count < 3 ? page(0, 1) : page(1, 2)), line);
    expect(mended.message).toBe("");
  });
});

describe("Prometheus that shows its metrics to nobody without a certificate", () => {
  const done =
    'level=INFO msg="Completed loading of configuration file" filename=/etc/prometheus.yml';
  const failed = 'level=ERROR msg="Error reloading config" err="x"';

  async function listened(log: (count: number) => string) {
    let count = 0;
    const service = new ScriptedService(
      () => "",
      () => log(++count),
    );
    const message = await complaint(service, hasToldOfReload, 6000);
    return { message, service };
  }

  it("has read its files when it prints so after it was told to", async () => {
    const { message, service } = await listened((count) => (count < 3 ? "level=INFO msg=x" : done));
    expect(message).toBe("");
    expect(service.signals).toEqual(["SIGHUP"]);
    expect(service.commands).toEqual([]);
  });

  it("has not while it says nothing", async () => {
    expect((await listened(() => "")).message).toMatch(/not read them again yet/);
  });

  it("has refused them where it still complains seconds later", async () => {
    const { message } = await listened(() => `${failed}\n`);
    expect(message).toMatch(/has refused its new files/);
    expect(message).toContain(failed);
    expect((await listened((count) => (count < 3 ? failed : done))).message).toBe("");
  });
});
