import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { needsExplicitHost, resolveEndpoint } from "../../components/engine/endpoint";
import { EngineClient } from "../../components/engine/client";
import { hasApi, readEngineFacts } from "../../components/engine/facts";
import { ok, withEngine } from "../../testing/fake-engine";
import { modernEngine } from "../../testing/settings";

function homeWithContext(name: string, host?: string): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const id = createHash("sha256").update(name).digest("hex");
  const meta = join(home, ".docker", "contexts", "meta", id);
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(home, ".docker", "config.json"), JSON.stringify({ currentContext: name }));
  if (host !== undefined) {
    const content = { Name: name, Endpoints: { docker: { Host: host } } };
    writeFileSync(join(meta, "meta.json"), JSON.stringify(content));
  }
  return { HOME: home };
}

describe("resolveEndpoint", () => {
  const context = homeWithContext("desktop", "unix:///home/me/.docker/desktop.sock");

  it("prefers the stack's setting, then DOCKER_HOST, then a context, then the default socket", () => {
    const environment = { ...context, DOCKER_HOST: "tcp://10.0.0.1:2375" };
    const host = "ssh://me@example.com";
    expect(resolveEndpoint({ host }, environment)).toMatchObject({ host, local: false });
    expect(resolveEndpoint({}, environment)).toMatchObject({
      host: "tcp://10.0.0.1:2375",
      source: "DOCKER_HOST",
    });
    const fromContext = resolveEndpoint({}, context);
    expect(fromContext).toMatchObject({
      host: "unix:///home/me/.docker/desktop.sock",
      source: "Docker context desktop",
      local: true,
    });
    expect(needsExplicitHost(fromContext)).toBe(true);
    const plain = resolveEndpoint({}, { HOME: "/nonexistent" });
    expect(plain).toMatchObject({ host: "unix:///var/run/docker.sock", source: "default socket" });
    expect(needsExplicitHost(plain)).toBe(false);
  });

  it("takes the context `default` for none", () => {
    const environment = homeWithContext("default");
    expect(resolveEndpoint({}, environment).source).toBe("default socket");
  });

  it("fails when the selected context is not defined", () => {
    expect(() => resolveEndpoint({}, homeWithContext("gone"))).toThrow(
      /context "gone" is selected but not defined.*docker context use default/,
    );
  });
});

describe("readEngineFacts", () => {
  const version = ok({ ApiVersion: "1.52", Version: "29.0.0" });
  const info = { Name: "docker-host", DockerRootDir: "/var/lib/docker" };

  it("knows images in containerd's store, and where containerd is", async () => {
    const facts = await withEngine(
      {
        "/version": version,
        "/info": ok({
          ...info,
          DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]],
          Containerd: { Address: "/run/docker/containerd/containerd.sock" },
        }),
      },
      readEngineFacts,
    );
    expect(facts).toEqual({
      ...modernEngine,
      containerdSocket: "/run/docker/containerd/containerd.sock",
    });
  });

  it("asks for no containerd on overlay2", async () => {
    const DriverStatus = [["Backing Filesystem", "extfs"]];
    const facts = await withEngine(
      { "/version": version, "/info": ok({ ...info, DriverStatus }) },
      readEngineFacts,
    );
    expect(facts.containerdSocket).toBeUndefined();
  });

  it("fails when no engine answers, naming the endpoint, its source and the way out", async () => {
    const client = new EngineClient({
      host: "unix:///nonexistent/docker.sock",
      source: "DOCKER_HOST",
      local: true,
      certPath: undefined,
    });
    await expect(readEngineFacts(client)).rejects.toThrow(
      /No Docker engine answers at unix:\/\/\/nonexistent\/docker\.sock \(DOCKER_HOST\): .*docker:host/,
    );
  });
});

it.each([
  ["1.44", true],
  ["1.52", true],
  ["1.53", false],
  ["2.0", false],
])("an engine of API 1.52 has %s: %s", (wanted, expected) => {
  expect(hasApi(modernEngine, wanted)).toBe(expected);
});

describe("an engine behind ssh", () => {
  /** A program named ssh that connects to a socket of this machine, or complains. */
  function withSsh(script: string): void {
    const folder = mkdtempSync(join(tmpdir(), "ssh-"));
    writeFileSync(join(folder, "ssh"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "ssh"), 0o755);
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
  }

  const client = () =>
    new EngineClient({
      host: "ssh://me@example.com:2222",
      source: "stack setting docker:host",
      local: false,
      certPath: undefined,
    });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("is reached by the user's ssh program", async () => {
    await withEngine({ "/version": ok({ ApiVersion: "1.52" }) }, async ({ endpoint }) => {
      const socket = endpoint.host.replace("unix://", "");
      const pipe = `const s=require("net").connect("${socket}");process.stdin.pipe(s);s.pipe(process.stdout)`;
      withSsh(`echo "$@" > ${socket}.words; exec ${process.execPath} -e '${pipe}'`);
      expect(await client().get("/version")).toEqual({ ApiVersion: "1.52" });
      expect(readFileSync(`${socket}.words`, "utf8").trim()).toBe(
        "-o BatchMode=yes -p 2222 -- me@example.com docker system dial-stdio",
      );
    });
  });

  it("fails with what ssh complains of", async () => {
    withSsh("echo 'Permission denied (publickey).' >&2; exit 255");
    await expect(readEngineFacts(client())).rejects.toThrow(
      /ssh:\/\/me@example\.com:2222.*Permission denied \(publickey\)/,
    );
  });
});
