import type { Plan } from "../../plan/plan";
import { container, type ServiceModule } from "../module";
import { Gateway, gatewayFiles, headersFile } from "./gateway";
import type { GatewayInput } from "./gateway-config";
import { collector } from "./manifest";

export function gatewayInput(plan: Plan): GatewayInput {
  const { settings, backends, tls } = plan;
  const { upstreamOtlpEndpoint: endpoint, upstreamOtlpHeaders: headers } = settings;
  return {
    environment: settings.environment,
    hostName: settings.hostName,
    otherHosts: plan.otherHosts,
    addressScope: plan.addressScope,
    queueSizeBytes: settings.queueSize,
    balanced: settings.gatewayReplicas > 1,
    tempoOtlpEndpoint: backends.tempoOtlpEndpoint,
    lokiUrl: backends.lokiUrl,
    prometheusUrl: backends.prometheusUrl,
    lokiTls: backends.lokiTls,
    prometheusTls: backends.prometheusTls,
    published: tls === undefined ? undefined : { auth: settings.otlpAuth },
    upstream: endpoint === "" ? undefined : { endpoint, headersFile: headersFile(headers) },
  };
}

export const gatewayModule: ServiceModule = {
  name: collector.name,
  files: (plan) => gatewayFiles(gatewayInput(plan)).files,
  deploy: (plan, { context }, opts) => {
    const { settings } = plan;
    new Gateway(
      collector.name,
      {
        ...gatewayInput(plan),
        ...container(plan, collector),
        context,
        replicas: settings.gatewayReplicas,
        placement: settings.gatewayPlacement,
        grpcPort: settings.otlpGrpcPort,
        httpPort: settings.otlpHttpPort,
        upstreamHeaders: settings.upstreamOtlpHeaders,
      },
      opts,
    );
    return {};
  },
};
