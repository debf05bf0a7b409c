import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_SERVICES } from "../../components/settings/services";
import { Clone } from "../../testing/e2e/clone";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { Stack } from "../../testing/e2e/stack";

const WATCHED_MS = 300_000;

/** Matches warnings and errors in the logfmt, JSON and klog formats. */
const COMPLAINT =
  /\blevel=(?:warn|error)|"level":"(?:warn|error)|\blvl=(?:warn|eror)|^[WEF]\d{4} /i;

/** Warnings and errors that healthy services log. */
const ALLOWED: Readonly<Record<string, readonly { line: RegExp; because: string }[]>> = {
  loki: [
    {
      line: /error getting ingester clients.*empty ring/,
      because:
        "its distributor looks for the ingester of the same process before it has joined the ring",
    },
  ],
  tempo: [
    {
      line: /unowned file entry ignored during wal replay.*file=blocks/,
      because: "the folder of its blocks is inside that of its write-ahead log",
    },
  ],
  cadvisor: [
    {
      line: /Failed to get system UUID.*machine-id/,
      because: "the image does not have this file, and no metric needs it",
    },
  ],
  grafana: [
    {
      line: /this is a stub that stands in for Grafana/,
      because: "if its image is unavailable, the tests use a program that replaces it",
    },
  ],
};

describeOnEngine("a fresh stack", () => {
  const clone = Clone.furnished();
  const services = [...DEFAULT_SERVICES, "alertmanager"];
  const stack = new Stack(clone, "quiet", 28500, { protectData: false, services });

  beforeAll(async () => {
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    await sleep(WATCHED_MS);
  }, 900_000);

  afterAll(async () => {
    await stack.down();
    clone.remove();
  });

  it.each([...services, "socket-proxy"])(
    "logs no warning and no error within five minutes: %s",
    (service) => {
      const { stdout, stderr } = spawnSync("docker", ["logs", stack.container(service)], {
        encoding: "utf8",
      });
      const lines = `${stdout}${stderr}`.split("\n");
      const allowed = ALLOWED[service] ?? [];
      const complaints = lines
        .filter((line) => COMPLAINT.test(line))
        .filter((line) => !allowed.some((known) => known.line.test(line)));
      expect(complaints).toEqual([]);
    },
  );
});
