import { describe, expect, it } from "vitest";
import { buildGatewayConfig } from "../../components/services/collector/gateway-config";
import { planOf } from "../../components/plan/plan";
import { gatewayInput } from "../../components/services/collector/module";
import { settingsWith } from "../../testing/settings";

function gateway(gatewayReplicas: number, more: { upstream?: boolean } = {}) {
  const settings = settingsWith({
    swarm: true,
    gatewayReplicas,
    bindAddress: "0.0.0.0",
    tls: "generated",
    otlpAuth: "token",
  });
  return buildGatewayConfig({
    ...gatewayInput(planOf(settings)),
    upstream: more.upstream
      ? { endpoint: "https://other.example.com:4318", headersFile: undefined }
      : undefined,
  });
}

describe("a stack's gateways", () => {
  it("route spans to each other if there are several, and send all other data themselves", () => {
    const { service, exporters, receivers } = gateway(2);
    expect(service.pipelines["traces"]).toMatchObject({
      receivers: ["otlp"],
      exporters: ["loadbalancing"],
    });
    expect(service.pipelines["traces/other"]).toMatchObject({
      receivers: ["otlp/agents", "otlp/published"],
      exporters: ["loadbalancing"],
    });
    expect(service.pipelines["traces/peers"]).toEqual({
      receivers: ["otlp/peers"],
      processors: ["memory_limiter"],
      exporters: ["otlp_grpc/tempo"],
    });
    expect(service.pipelines["logs"]?.exporters).toEqual(["otlp_http/loki"]);
    expect(service.pipelines["metrics"]?.exporters).toEqual(["otlp_http/prometheus"]);
    expect(exporters["loadbalancing"]).toMatchObject({
      routing_key: "traceID",
      resolver: { dns: { hostname: "otel-collector", port: "4319" } },
      sending_queue: { storage: "file_storage" },
    });
    expect(receivers["otlp/peers"]).toMatchObject({
      protocols: { grpc: { endpoint: "0.0.0.0:4319" } },
    });
  });

  it("copy a span once, in the gateway that is responsible for its trace", () => {
    const { pipelines } = gateway(2, { upstream: true }).service;
    const copying = Object.entries(pipelines).filter(([, { exporters }]) =>
      exporters.includes("otlp_http/upstream"),
    );
    expect(copying.map(([name]) => name).sort()).toEqual([
      ...["logs", "logs/other", "metrics", "metrics/other"],
      "traces/peers",
    ]);
  });

  it("have the same configuration for any number, so that an additional one does not change the others", () => {
    expect(gateway(3)).toEqual(gateway(2));
  });

  it("do not route spans if there is only one", () => {
    const { service, exporters, receivers } = gateway(1);
    expect(service.pipelines["traces"]?.exporters).toEqual(["otlp_grpc/tempo"]);
    expect(Object.keys({ ...service.pipelines, ...exporters, ...receivers }).join()).not.toMatch(
      /peers|loadbalancing/,
    );
  });
});
