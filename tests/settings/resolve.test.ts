import { describe, expect, it } from "vitest";
import { mirrored } from "../../components/settings/images";
import { publishedUrl } from "../../components/settings/resolve";
import { settingsWith } from "../../testing/settings";

describe("resolveSettings", () => {
  it("sets values that depend on the stack and the engine", () => {
    expect(settingsWith()).toMatchObject({
      environment: "test",
      namePrefix: "observability-test",
      hostName: "docker-host",
      grafanaUrl: "http://127.0.0.1:3000",
    });
  });

  it("sets no URL of Grafana without a Grafana", () => {
    expect(settingsWith({ services: ["prometheus"] }).grafanaUrl).toBe("");
  });

  it("does not change values of the user", () => {
    const own = { environment: "prod", namePrefix: "o11y", hostName: "web-1" };
    expect(settingsWith(own)).toMatchObject(own);
  });

  it("replaces the registry of default images with the mirror, but not that of the user's images", () => {
    const settings = settingsWith({
      imageRegistry: "registry.example.com/mirror",
      tempoImage: "example.com/tempo:1",
    });
    expect(settings.cadvisorImage).toBe("registry.example.com/mirror/google/cadvisor:v0.60.6");
    expect(settings.prometheusImage).toBe("registry.example.com/mirror/prom/prometheus:v3.16.0");
    expect(settings.busyboxImage).toBe("registry.example.com/mirror/busybox:1.37");
    expect(settings.tempoImage).toBe("example.com/tempo:1");
  });

  it.each([
    ["localhost:5000/a/b:1", "m/a/b:1"],
    ["a/b:1", "m/a/b:1"],
    ["localhost/b:1", "m/b:1"],
  ])("mirrors %s as %s", (reference, expected) => {
    expect(mirrored(reference, "m")).toBe(expected);
  });

  it.each([
    ["127.0.0.1", 3000, "http://127.0.0.1:3000"],
    ["0.0.0.0", 3000, "http://localhost:3000"],
    ["::1", 3000, "http://[::1]:3000"],
    ["127.0.0.1", 0, ""],
  ])("publishes %s:%i as %s", (address, port, url) => {
    expect(publishedUrl({ bindAddress: address, tls: "off" }, port)).toBe(url);
    const secure = publishedUrl({ bindAddress: address, tls: "generated" }, port);
    expect(secure).toBe(url.replace("http:", "https:"));
  });
});
