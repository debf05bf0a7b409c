import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { containerIdentity } from "../components/attach/container-identity";

const args = {
  containerName: "shop-web",
  serviceName: "web",
  otlpEndpoint: "http://otel-collector:4318",
};

describe("the identity of an app's container", () => {
  it("is in the variables that every SDK reads, in Docker labels and on log lines", () => {
    expect(containerIdentity({ ...args, serviceNamespace: "shop", hostName: "web-1" })).toEqual({
      environment: {
        OTEL_SERVICE_NAME: "web",
        OTEL_RESOURCE_ATTRIBUTES: "container.name=shop-web,service.namespace=shop,host.name=web-1",
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel-collector:4318",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      },
      labels: { "service.name": "web", "service.namespace": "shop" },
      logDriver: "json-file",
      logOptions: {
        tag: "{{.ImageName}}|{{.Name}}",
        labels:
          "com.docker.compose.project,com.docker.compose.service,com.docker.swarm.service.name,com.docker.swarm.task.name,service.name,service.namespace,service.version",
        "max-size": "10m",
        "max-file": "3",
      },
    });
  });

  it("encodes values that would end an attribute", () => {
    const { environment } = containerIdentity({ ...args, serviceVersion: "1,2=3 b" });
    expect(environment["OTEL_RESOURCE_ATTRIBUTES"]).toContain("service.version=1%2C2%3D3%20b");
  });

  it("starts a given program instead of the shell, with unchanged arguments", () => {
    const { entrypoint = [], command = [] } = containerIdentity({
      ...args,
      command: ["node", "-p", "process.argv.slice(1).join('|')", "a b", "$HOME"],
    });
    const [program = "", ...words] = [...entrypoint, ...command];
    const { stdout, status } = spawnSync(program, words, { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, "a b|$HOME\n"]);
  });
});
