import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { containerIds, docker, health, networks, volumes } from "../../testing/e2e/engine";
import { eventually, getJson, logql, promql, sendAll, traceql } from "../../testing/e2e/stores";
import { describeOnEngine } from "../../testing/e2e/on-engine";

const NAME = "kept";
const PREFIX = `observability-${NAME}`;
const PORT = 28100;
const SERVICES = ["prometheus", "collector", "tempo", "loki", "grafana"];
const STORES = ["prometheus", "tempo", "loki", "grafana"];

describeOnEngine("backup and restore", () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-"));
  const backup = join(folder, "backup");
  const mark = `kept_${Date.now()}`;
  let clone: Clone;
  let stack: Stack;
  let password: string | undefined;

  const command = (script: string, ...words: string[]) =>
    clone.npm(script, [...words, "--stack", NAME]);
  const bring = async () => {
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
  };
  const samples = () => promql(stack.url("prometheusPort"), `last_over_time(${mark}[1d])`);
  const lines = async () =>
    (await logql(stack.url("lokiPort"), '{service_name="kept"}')).map(({ line }) => line);
  const traces = () => traceql(stack.url("tempoPort"), `{ name = "${mark}" }`);
  const states = () => new Map(STORES.map((name) => [name, health(stack.container(name))]));
  const ids = () => containerIds(PREFIX, "-a");
  const HEALTHY = new Map(STORES.map((name) => [name, "healthy"]));

  beforeAll(async () => {
    clone = Clone.furnished();
    stack = new Stack(clone, NAME, PORT, { protectData: false, services: SERVICES });
    await bring();
    await sendAll(stack.url("otlpHttpPort"), { "service.name": "kept" }, mark);
    // Stands for users' own dashboards, which are files or rows in Grafana's volume.
    inVolume("grafana", `echo ${mark} > own`);
    await eventually("the sample", async () => (await samples())[0]);
    await eventually("the line", async () => (await lines())[0]);
    await eventually("the span", async () => (await traces())[0]);
  });

  afterAll(async () => {
    await stack.down();
    clone.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it("copies every store while all others run, and restarts each one", async () => {
    const before = ids();
    const { status, output } = await command("backup", backup);
    expect(status, output).toBe(0);
    for (const store of STORES) expect(output).toMatch(new RegExp(`${store} .*away for [\\d.]+ s`));
    expect(states()).toEqual(HEALTHY);
    expect(ids()).toEqual(before);
    const { grafanaAdminPassword } = await stack.outputs();
    password = grafanaAdminPassword;
    expect(password).toMatch(/.{16}/);
    expect(readFileSync(join(backup, "state.json"), "utf8")).not.toContain(password);
  });

  it("rejects a folder that is not empty, and a service that does not exist", async () => {
    expect(await command("backup", backup)).toMatchObject({
      status: 1,
      output: expect.stringContaining("is not empty") as string,
    });
    const other = join(folder, "other");
    expect((await command("backup", other, "--service", "agent")).output).toContain(
      `The stack ${NAME} runs no agent`,
    );
    expect(existsSync(other)).toBe(false);
  });

  it("restores the stack on a host that has only the backup and the passphrase", async () => {
    const passphrase = readFileSync(join(clone.folder, ".pulumi-local", "passphrase"), "utf8");
    lose();
    clone.remove();
    clone = Clone.furnished();
    cpSync(join(backup, `Pulumi.${NAME}.yaml`), join(clone.folder, `Pulumi.${NAME}.yaml`));
    mkdirSync(join(clone.folder, ".pulumi-local"), { mode: 0o700 });
    writeFileSync(join(clone.folder, ".pulumi-local", "passphrase"), passphrase, { mode: 0o600 });
    for (const words of [
      ["stack", "init"],
      ["stack", "import", "--file", join(backup, "state.json")],
    ]) {
      const { status, output } = await command("pulumi", ...words);
      expect(status, output).toBe(0);
    }
    stack = new Stack(clone, NAME, PORT, { protectData: false, services: SERVICES });
    await bring();
    expect((await stack.outputs())["grafanaAdminPassword"]).toBe(password);
    expect(await samples()).toEqual([]);
  });

  describe("a rejected restore", () => {
    const refused = async (reason: RegExp, ...words: string[]) => {
      const before = ids();
      const { status, output } = await command("restore", ...words);
      expect(output).toMatch(reason);
      expect(status).toBe(1);
      expect(ids()).toEqual(before);
      expect(states()).toEqual(HEALTHY);
    };
    const copy = (name: string) => {
      cpSync(backup, join(folder, name), { recursive: true });
      return join(folder, name);
    };

    it("does not overwrite data without --replace-data", async () => {
      await refused(/volumes hold data[^]*prometheus-data: [^]*--replace-data/, backup);
    });

    it("does not start with an archive that has a wrong byte or is missing", async () => {
      const damaged = copy("damaged");
      const archive = join(damaged, "loki.tar.gz");
      const bytes = readFileSync(archive);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(archive, bytes);
      await refused(/loki.tar.gz is damaged/, damaged, "--replace-data", "--service", "tempo");
      rmSync(archive);
      await refused(/loki.tar.gz is missing/, damaged, "--replace-data");
      rmSync(join(damaged, "manifest.json"));
      await refused(/it is not a backup, or an incomplete one/, damaged, "--replace-data");
    });

    it("does not accept another stack's backup, a missing service, or data from a newer version", async () => {
      await refused(/holds no alertmanager/, backup, "--service", "alertmanager");
      const other = copy("edited");
      const manifest = join(other, "manifest.json");
      const text = readFileSync(manifest, "utf8");
      writeFileSync(manifest, text.replace(`"stack": "${NAME}"`, '"stack": "prod"'));
      await refused(/backup of the stack prod, not of kept/, other, "--replace-data");
      writeFileSync(manifest, text.replace(/grafana\/tempo:[\d.]+/, "grafana/tempo:99.0"));
      await refused(/grafana\/tempo:99.0, and .* is older/, other, "--replace-data");
    });

    it("does not start while an up holds the stack's lock", async () => {
      const state = join(clone.folder, ".pulumi-local", "state", ".pulumi");
      const locks = join(state, "locks", "organization", "container-observability", NAME);
      mkdirSync(locks, { recursive: true });
      writeFileSync(join(locks, "someone.json"), "{}");
      await refused(/is locked/, backup, "--replace-data");
      rmSync(join(locks, "someone.json"));
    });
  });

  it("restores exactly the data, and keeps the containers", async () => {
    const before = ids();
    const { status, output } = await command("restore", backup, "--replace-data");
    expect(status, output).toBe(0);
    expect(states()).toEqual(HEALTHY);
    expect(ids()).toEqual(before);
    expect((await eventually("the sample", async () => (await samples())[0])).value?.[1]).toBe(
      "42",
    );
    expect(await eventually("the line", lines)).toEqual([mark]);
    expect(await eventually("the span", async () => (await traces())[0])).toBeDefined();
    expect(inVolume("grafana", "cat own")).toBe(mark);
    const login = await stack.grafanaLogin();
    const sources = await getJson<unknown[]>(
      stack.url("grafanaPort"),
      "/api/datasources",
      {},
      login,
    );
    expect(sources).not.toEqual([]);
  });

  it("leaves a service stopped only if it is killed, and the next up restarts it", async () => {
    // Enough data to make the copy take a while.
    inVolume("loki", "head -c 200000000 /dev/urandom > ballast");
    const killed = join(folder, "killed");
    const words = ["run", "--silent", "backup", "--", killed, "--stack", NAME];
    // In its own process group, so that the kill reaches all of its processes.
    const child = spawn("npm", [...words, "--service", "loki"], {
      cwd: clone.folder,
      detached: true,
      stdio: "ignore",
    });
    await eventually("the copy", () =>
      Promise.resolve(existsSync(join(killed, "loki.tar.gz.partial")) ? true : undefined),
    );
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await eventually("the end of its helper", () =>
      Promise.resolve(ids().has(`${PREFIX}-backup`) ? undefined : true),
    );
    expect((await command("restore", killed)).output).toContain("incomplete one");
    expect((await command("backup", join(folder, "next"))).output).toMatch(
      /loki does not run .* npm run up -- --stack kept/,
    );
    await bring();
    expect(states()).toEqual(HEALTHY);
    expect(await eventually("the line", lines)).toEqual([mark]);
  });

  function inVolume(service: string, script: string): string {
    const volume = `${PREFIX}-${service}-data:/data`;
    const words = ["-v", volume, "-w", "/data", defaults.busyboxImage, "sh", "-c", script];
    return docker("run", "--rm", ...words);
  }

  /** Deletes everything, like a lost disk. */
  function lose(): void {
    docker("rm", "-f", ...ids().keys());
    docker("volume", "rm", ...volumes(PREFIX));
    for (const network of networks(PREFIX)) docker("network", "rm", network);
  }
});
