import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { needsExplicitHost, resolveEndpoint } from "../../components/docker/endpoint";
import { EngineClient } from "../../components/docker/engine-client";
import { hasApi, readEngineFacts } from "../../components/docker/engine-facts";
import { ok, withEngine } from "../support/fake-engine";
import { modernEngine } from "../support/settings";

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
