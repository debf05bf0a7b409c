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
  it("receives SIGHUP and has reloaded when its metrics report a newer reload", async () => {
    const { message, service } = await asked((count) =>
      count < 4 ? page(1, 1.7955e9) : page(1, 1.7955000005e9),
    );
    expect(message).toBe("");
    expect(service.signals).toEqual(["SIGHUP"]);
    expect(service.commands).toHaveLength(4);
  });

  it("has not reloaded if its metrics report only an earlier reload", async () => {
    expect((await asked(() => page(1, 1.7955e9))).message).toMatch(/not reloaded its files yet/);
  });

  it("has rejected the files if it logs an error now", async () => {
    const line =
      'time=2026-11-23T08:00:00Z level=ERROR source=main.go:1 msg="Error reloading config" err="x"';
    const { message } = await asked(() => page(0, 1.7955e9), `level=INFO msg=ok\n${line}\n`);
    expect(message).toMatch(/rejected its new files/);
    expect(message).toContain(line);
    // An error about earlier files does not matter once Prometheus has loaded these.
    const mended = await asked((count) => (count < 3 ? page(0, 1) : page(1, 2)), line);
    expect(mended.message).toBe("");
  });
});

describe("Prometheus that requires a client certificate for its metrics", () => {
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

  it("has reloaded when it logs a reload after SIGHUP", async () => {
    const { message, service } = await listened((count) => (count < 3 ? "level=INFO msg=x" : done));
    expect(message).toBe("");
    expect(service.signals).toEqual(["SIGHUP"]);
    expect(service.commands).toEqual([]);
  });

  it("has not reloaded while it logs nothing", async () => {
    expect((await listened(() => "")).message).toMatch(/not reloaded its files yet/);
  });

  it("has rejected the files if it still logs an error seconds later", async () => {
    const { message } = await listened(() => `${failed}\n`);
    expect(message).toMatch(/rejected its new files/);
    expect(message).toContain(failed);
    expect((await listened((count) => (count < 3 ? failed : done))).message).toBe("");
  });
});
