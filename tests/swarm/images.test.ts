import { describe, expect, it } from "vitest";
import { asDeployed, readDeployedImages } from "../../components/engine/deployed-images";
import { STACK_LABEL } from "../../components/settings/labels";
import { ok, withEngine } from "../../testing/fake-engine";

const DIGEST = `@sha256:${"a".repeat(64)}`;

describe("the image of a service that is deployed", () => {
  it.each([
    ["with the digest that the registry told", "grafana/loki:3.7.8", `grafana/loki:3.7.8${DIGEST}`],
    ["without one where nobody was asked", "grafana/loki:3.7.8", "grafana/loki:3.7.8"],
    ["in Docker's spelling", "docker.io/grafana/loki:3.7.8", `grafana/loki:3.7.8${DIGEST}`],
    [
      "with a digest of one's own",
      `docker.io/grafana/loki:3.7.8${DIGEST}`,
      `grafana/loki:3.7.8${DIGEST}`,
    ],
    ["of Docker's own library", "docker.io/library/busybox:1.37", "busybox:1.37"],
    [
      "with the tag that goes without saying",
      "r.example.com:5000/loki",
      "r.example.com:5000/loki:latest",
    ],
  ])("is named as it is there: %s", (_, image, deployed) => {
    expect(asDeployed(image, deployed)).toBe(deployed);
  });

  it.each([
    ["another version", "grafana/loki:3.7.9", `grafana/loki:3.7.8${DIGEST}`],
    ["another registry", "mirror.example.com/grafana/loki:3.7.8", `grafana/loki:3.7.8${DIGEST}`],
    [
      "a digest of one's own",
      `grafana/loki:3.7.8@sha256:${"b".repeat(64)}`,
      `grafana/loki:3.7.8${DIGEST}`,
    ],
    ["nothing yet", "grafana/loki:3.7.8", undefined],
  ])("is named as the settings say where there is %s", (_, image, deployed) => {
    expect(asDeployed(image, deployed)).toBe(image);
  });

  it("is read by the service's name", async () => {
    const filters = JSON.stringify({ label: [`${STACK_LABEL}=obs`] });
    const asked = `/services?${new URLSearchParams({ filters }).toString()}`;
    const service = (Name: string, Image: string) => ({
      Spec: { Name, TaskTemplate: { ContainerSpec: { Image } } },
    });
    const images = await withEngine(
      { [decodeURIComponent(asked)]: ok([service("obs-loki", `grafana/loki:3.7.8${DIGEST}`)]) },
      (client) => readDeployedImages(client, "obs"),
    );
    expect([...images]).toEqual([["obs-loki", `grafana/loki:3.7.8${DIGEST}`]]);
  });
});
