import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { requirementsOf } from "../../components/plan/requirements";
import type { Warn } from "../../components/preflight/preflight";
import { STACK_LABEL } from "../../components/settings/labels";
import { ok } from "../../testing/fake-engine";
import { problems } from "../../testing/preflight";
import { modernEngine, oldEngine, settingsWith } from "../../testing/settings";

const IMAGE = "prom/prometheus:v3.16.0";

const wanting = (external: number) => [{ setting: "grafanaPort", internal: 3000, external }];

function holding(port: number, labels: Record<string, string> = {}, ip = "127.0.0.1") {
  const container = { Names: ["/web"], Labels: labels, Ports: [{ IP: ip, PublicPort: port }] };
  return { "/containers/json": ok([container]) };
}

describe("preflight", () => {
  it("finds nothing wrong with an engine that has all", async () => {
    expect(await problems({ [`/images/${IMAGE}/json`]: ok({}) }, { images: [IMAGE] })).toEqual([]);
  });

  it("fails when the engine is too old, before it looks at anything else", async () => {
    const engine = { ...oldEngine, apiVersion: "1.40", serverVersion: "19.03.15" };
    const found = await problems({}, { images: [IMAGE] }, engine);
    expect(found).toEqual([expect.stringMatching(/Docker 19\.03\.15.*at least 20\.10.*Upgrade/)]);
  });

  it("fails when a setting needs a newer engine", async () => {
    const apis = [{ version: "1.44", setting: "containerMetrics: docker_stats" }];
    const [found] = await problems({}, { apis }, { ...oldEngine, rootDir: "/" });
    expect(found).toMatch(/docker_stats needs version 1\.44.*20\.10\.24 has 1\.41/);
    expect(await problems({}, { apis })).toEqual([]);
  });

  it("fails when a foreign container holds a port, and names it", async () => {
    const [found] = await problems(holding(3000), { ports: wanting(3000) });
    expect(found).toMatch(
      /port 3000 is taken by the container web\. .*pulumi config set grafanaPort/,
    );
  });

  it.each(["0.0.0.0", "::", ""])("knows that %j holds every address", async (ip) => {
    const found = await problems(holding(3000, {}, ip), { ports: wanting(3000) });
    expect(found).toHaveLength(1);
  });

  it("lets this stack's own container keep its port", async () => {
    const own = holding(3000, { [STACK_LABEL]: "observability-test" });
    expect(await problems(own, { ports: wanting(3000) })).toEqual([]);
    const other = holding(3000, { [STACK_LABEL]: "observability-test-2" });
    expect(await problems(other, { ports: wanting(3000) })).toHaveLength(1);
  });

  it("fails when a program of the host holds a port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const [found] = await problems({}, { ports: wanting(port) });
    expect(found).toMatch(new RegExp(`port ${port} is taken by a program on this host`));
    await new Promise((resolve) => server.close(resolve));
    expect(await problems({}, { ports: wanting(port) })).toEqual([]);
  });

  it("fails when the bind address is not an address of the host", async () => {
    const [found] = await problems({}, { ports: wanting(39999), bindAddress: "192.0.2.1" });
    expect(found).toMatch(/192\.0\.2\.1 is not an address of this host/);
  });

  it("fails when an image is neither on the engine nor to be had", async () => {
    const unreachable = {
      status: 500,
      body: { message: "dial tcp: lookup registry-1.docker.io: no such host" },
    };
    const [found] = await problems(
      { [`/distribution/${IMAGE}/json`]: unreachable },
      { images: [IMAGE] },
    );
    expect(found).toMatch(
      /Not on the engine.*: prom\/prometheus:v3\.16\.0 \(dial tcp: .*no such host\)\./,
    );
    expect(found).toMatch(/docker load.*imageRegistry/);
  });

  it("fails when a directory of the host is not there", async () => {
    const directory = (path: string) => ({ directories: [{ setting: "textfileDirectory", path }] });
    expect(await problems({}, directory(tmpdir()))).toEqual([]);
    const missing = join(tmpdir(), "no-such-directory");
    for (const path of [missing, __filename]) {
      expect(await problems({}, directory(path))).toEqual([
        expect.stringMatching(
          /^textfileDirectory: \/.* is not a directory on this host\. Create it with mkdir -p \//,
        ),
      ]);
    }
  });

  it("leaves an image behind a login to the pull", async () => {
    const denied = { status: 401, body: { message: "unauthorized: authentication required" } };
    const answers = { [`/distribution/${IMAGE}/json`]: denied };
    expect(await problems(answers, { images: [IMAGE] })).toEqual([]);
  });

  it("takes an image that its registry has", async () => {
    const answers = { [`/distribution/${IMAGE}/json`]: ok({}) };
    expect(await problems(answers, { images: [IMAGE] })).toEqual([]);
  });

  describe("a volume to adopt", () => {
    const dataVolumes = { prometheus: "old-data" };
    const there = { "/volumes/old-data": ok({ Name: "old-data" }) };
    const user = (name: string, stack: string, volume: string) => ({
      "/containers/json": ok([
        {
          Names: [`/${name}`],
          Labels: stack === "" ? {} : { [STACK_LABEL]: stack },
          Ports: [],
          Mounts: [{ Type: "volume", Name: volume }],
        },
      ]),
    });

    it("has to be there", async () => {
      const [found] = await problems({}, { dataVolumes });
      expect(found).toMatch(
        /dataVolumes: the volume old-data, given to prometheus, is not on the engine.*docker volume ls/,
      );
      expect(await problems(there, { dataVolumes })).toEqual([]);
    });

    it.each(["", "observability-other"])(
      "is not in use outside of the stack (%j)",
      async (stack) => {
        const found = await problems(
          { ...there, ...user("prom", stack, "old-data") },
          { dataVolumes },
        );
        expect(found).toEqual([
          expect.stringMatching(/old-data.*in use by the container prom;.*docker stop prom$/),
        ]);
        const apart = { ...there, ...user("prom", stack, "other-data") };
        expect(await problems(apart, { dataVolumes })).toEqual([]);
      },
    );

    it("may be in use by this stack", async () => {
      const own = user("observability-test-prometheus", "observability-test", "old-data");
      expect(await problems({ ...there, ...own }, { dataVolumes })).toEqual([]);
    });

    it("is not where this stack keeps another service's data", async () => {
      const volume = "observability-test-prometheus-data";
      const answers = { [`/volumes/${volume}`]: ok({ Name: volume }) };
      const [found] = await problems(answers, { dataVolumes: { tempo: volume } });
      expect(found).toMatch(/where this stack keeps the data of prometheus/);
    });

    it("is not the stack's own one of that service, which down may delete", async () => {
      const volume = "observability-test-prometheus-data";
      const answers = { [`/volumes/${volume}`]: ok({ Name: volume }) };
      expect(await problems(answers, { dataVolumes: { prometheus: volume } })).toEqual([
        expect.stringMatching(
          /own volume of that service already\. Take prometheus out of dataVolumes\.$/,
        ),
      ]);
    });
  });

  describe("an own data volume", () => {
    const volume = "observability-test-loki-data";
    const user = (stack: string, mount: object) => ({
      "/containers/json": ok([
        {
          Names: ["/observability-prod-loki"],
          Labels: { [STACK_LABEL]: stack },
          Ports: [],
          Mounts: [{ Type: "volume", Name: volume, ...mount }],
        },
      ]),
      "/volumes/elsewhere": ok({ Name: "elsewhere" }),
    });
    const adopter = user("observability-prod", { RW: true });

    it("has no second writer, such as a stack that adopted it", async () => {
      const [found, ...others] = await problems(adopter, { dataServices: ["loki", "tempo"] });
      expect(found).toMatch(
        /the volume observability-test-loki-data, .*data of loki, is in use by the container observability-prod-loki;.*docker stop observability-prod-loki/,
      );
      expect(others).toEqual([]);
    });

    it("may be in use by this stack, or be read", async () => {
      const demands = { dataServices: ["loki" as const] };
      expect(await problems(user("observability-test", { RW: true }), demands)).toEqual([]);
      expect(await problems(user("", { RW: false }), demands)).toEqual([]);
    });

    it("is nobody's matter where the service does not run, or keeps its data elsewhere", async () => {
      expect(await problems(adopter, { dataServices: ["tempo"] })).toEqual([]);
      const dataVolumes = { loki: "elsewhere" };
      expect(await problems(adopter, { dataServices: ["loki"], dataVolumes })).toEqual([]);
    });

    it("is told by the settings of every service that runs", () => {
      const settings = settingsWith({ services: ["prometheus", "cadvisor", "loki"] });
      expect(requirementsOf(settings).dataServices).toEqual(["prometheus", "loki"]);
    });
  });

  describe("looks whether the disk has what the data may come to take", () => {
    const PIB = 2 ** 50;
    const df = "/system/df?type=volume";
    const budget = (bytes: number) => [
      { setting: "logsDiskSize" as const, service: "loki" as const, volume: "a-loki-data", bytes },
    ];
    const sizes = (Size: number) => ({
      [df]: ok({ Volumes: [{ Name: "a-loki-data", UsageData: { Size } }] }),
    });

    it("and refuses what somebody chose and does not fit, with how much there is", async () => {
      const chosen = { budgets: budget(PIB), choosesBudgets: true };
      const [found] = await problems(sizes(0), chosen);
      expect(found).toMatch(
        /The disk of \/ has [\d.]+ GiB left, and the data may grow by 1024 TiB: logsDiskSize of loki 1024 TiB\. Lower/,
      );
    });

    it("but counts what a volume holds already, as far as the engine knows it", async () => {
      const chosen = { budgets: budget(PIB), choosesBudgets: true };
      expect(await problems(sizes(PIB), chosen)).toEqual([]);
      expect(await problems(sizes(-1), chosen)).toHaveLength(1);
    });

    it("but only warns of defaults, and of a stack that runs", async () => {
      const warn = vi.fn<Warn>(() => Promise.resolve());
      expect(await problems(sizes(0), { budgets: budget(PIB) }, undefined, warn)).toEqual([]);
      const running = holding(3000, { [STACK_LABEL]: "observability-test" });
      const chosen = { budgets: budget(PIB), choosesBudgets: true };
      expect(await problems({ ...sizes(0), ...running }, chosen, undefined, warn)).toEqual([]);
      expect(warn.mock.calls.flat()).toEqual([
        expect.stringContaining("logsDiskSize of loki"),
        expect.stringContaining("logsDiskSize of loki"),
      ]);
    });

    it("and only warns where the engine does not say what the volumes hold", async () => {
      const warn = vi.fn<Warn>(() => Promise.resolve());
      const busy = { [df]: { status: 500, body: { message: "this takes too long" } } };
      const chosen = { budgets: budget(PIB), choosesBudgets: true };
      expect(await problems(busy, chosen, undefined, warn)).toEqual([]);
      expect(warn.mock.calls.flat()).toEqual([
        expect.stringMatching(/may grow by 1024 TiB.* as if its volumes were empty.*too long/),
      ]);
    });

    it("and does not ask for the sizes where all fits anyway", async () => {
      // The engine of this test answers no such question.
      expect(await problems({}, { budgets: budget(1), choosesBudgets: true })).toEqual([]);
    });
  });

  it("fails when the disk is full, but lets a stack that runs be changed", async () => {
    // A pseudo file system without a block to give.
    const full = { ...modernEngine, rootDir: "/proc" };
    const [found] = await problems({}, {}, full);
    expect(found).toMatch(/The disk of \/proc has 0 bytes left.*at least 1 GiB/);
    const running = holding(3000, { [STACK_LABEL]: "observability-test" });
    expect(await problems(running, {}, full)).toEqual([]);
  });
});
