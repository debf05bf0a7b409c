import { describe, expect, it } from "vitest";
import { containers, services } from "../testing/containers";
import { register } from "../testing/mocks";
import { modernEngine, settingsWith } from "../testing/settings";

describe("Docker Engine's socket", () => {
  it("is mounted only in the agent role, read-only", async () => {
    const socketUsers = async (overrides = {}) => {
      const { resources } = await register(settingsWith(overrides), modernEngine);
      return services(resources).flatMap(({ name, inputs }) =>
        (inputs["mounts"] as { source: string; readOnly: boolean }[])
          .filter(({ source }) => source.endsWith("docker.sock"))
          .map(({ readOnly }) => [name, readOnly]),
      );
    };
    const [cadvisor, agent, filter] = ["cadvisor", "agent", "socket-proxy"].map((service) => [
      `${service}-service-container`,
      true,
    ]);
    expect(await socketUsers()).toEqual([filter, cadvisor]);
    expect(await socketUsers({ dockerSocketProxy: false })).toEqual([cadvisor, agent]);
    expect(await socketUsers({ containerDiscovery: false })).toEqual([cadvisor]);
    const stats = { containerMetrics: "docker_stats" };
    expect(await socketUsers(stats)).toEqual([filter]);
    expect(await socketUsers({ ...stats, dockerSocketProxy: false })).toEqual([agent]);
  });

  it("is behind a proxy for the agent", async () => {
    const settings = settingsWith({ containerMetrics: "docker_stats", dockerSocketProxy: true });
    const { resources, outputs } = await register(settings, modernEngine);
    const made = containers(resources);
    const filter = made.get("socket-proxy-service-container")?.inputs ?? {};
    expect(filter).toMatchObject({
      name: "observability-test-socket-proxy",
      networkMode: "none",
      user: "0:0",
      readOnly: true,
      capabilities: { drops: ["ALL"], adds: [] },
      memory: 64,
      mounts: [{ source: "/var/run/docker.sock", readOnly: true }],
      healthcheck: { tests: ["CMD", "/healthcheck"] },
    });
    for (const published of ["ports", "networksAdvanced"])
      expect(filter).not.toHaveProperty(published);
    const agent = made.get("agent-service-container")?.inputs ?? {};
    expect(agent["mounts"]).not.toContainEqual(
      expect.objectContaining({ source: "/var/run/docker.sock" }),
    );
    expect(agent["volumes"]).toContainEqual({
      volumeName: "observability-test-socket-proxy",
      containerPath: "/filtered",
      readOnly: true,
    });
    // Mounting the host's root would also expose the socket.
    expect(agent["tmpfs"]).toEqual({ "/hostfs/run": "" });
    const config = made.get("agent-config-carrier")?.inputs["uploads"];
    expect(JSON.stringify(config)).toContain("endpoint: unix:///filtered/docker.sock");
    expect(outputs["versions"]).toMatchObject({ "socket-proxy": "wollomatic/socket-proxy:1.13.1" });
  });

  it("is hidden in its folder, also if it is in a different place", async () => {
    const settings = settingsWith({
      containerMetrics: "docker_stats",
      dockerSocketProxy: true,
      dockerSocket: "/opt/engine/docker.sock",
    });
    const { resources } = await register(settings, modernEngine);
    const agent = containers(resources).get("agent-service-container")?.inputs;
    expect(agent?.["tmpfs"]).toEqual({ "/hostfs/run": "", "/hostfs/opt/engine": "" });
  });
});
