import { containerIdentity } from "../../components/attach/container-identity";
import type { ContainerSpec } from "../docker/containers";
import type { Outputs } from "../stack/outputs";

const PROGRAM = "/demo/service.js";
export const FAULT_FILE = "/demo/fault";
export const FAULTS = ["slow", "failing", "memory", "none"] as const;
export type Fault = (typeof FAULTS)[number];

/** The service that misbehaves on request. */
export const FAULTY = "stock";

const LABEL = "container-observability.demo";

/** Filter of Docker's API for the containers of a stack's demo. */
export function demoLabel({ namePrefix }: Outputs): string {
  return `${LABEL}=${namePrefix}`;
}

export function demoContainer({ namePrefix }: Outputs, service: string): string {
  return `${namePrefix}-demo-${service}`;
}

/**
 * Three services that call each other, `shop` -> `cart` -> `stock`, each known in another of the three ways
 * in which containers are: by what the SDK's container detector finds, by the default host name, and by
 * the identity helper.
 */
export function demoServices(outputs: Outputs, image: string): ContainerSpec[] {
  const url = (service: string) => `http://${demoContainer(outputs, service)}:8080/`;
  const common = (service: string) => ({
    name: demoContainer(outputs, service),
    image,
    labels: { [LABEL]: outputs.namePrefix },
    network: outputs.networkName,
    memoryMiB: 128,
    restarts: true,
  });
  const plain = (service: string) => ({
    OTEL_SERVICE_NAME: service,
    OTEL_EXPORTER_OTLP_ENDPOINT: outputs.otlpHttpEndpointInternal,
    ...FRESH,
  });
  const command = ["node", PROGRAM];
  const identity = containerIdentity({
    containerName: demoContainer(outputs, FAULTY),
    serviceName: FAULTY,
    serviceNamespace: "demo",
    hostName: outputs.hostName,
    otlpEndpoint: outputs.otlpHttpEndpointInternal,
    command,
  });
  return [
    {
      ...common("shop"),
      command,
      environment: {
        ...plain("shop"),
        DEMO_RESOURCE: "container",
        DEMO_NEXT: url("cart"),
        DEMO_ORDERS_EVERY_MS: "500",
      },
    },
    {
      ...common("cart"),
      command,
      environment: { ...plain("cart"), DEMO_RESOURCE: "host", DEMO_NEXT: url(FAULTY) },
    },
    {
      ...common(FAULTY),
      entrypoint: identity.entrypoint ?? [],
      command: identity.command ?? [],
      environment: { ...identity.environment, ...FRESH, DEMO_RESOURCE: "environment" },
      labels: { ...common(FAULTY).labels, ...identity.labels },
      logOptions: identity.logOptions,
    },
  ];
}

/** What is sent is seen within seconds; the SDK's own defaults wait up to a minute. */
const FRESH = {
  OTEL_BSP_SCHEDULE_DELAY: "500",
  OTEL_BLRP_SCHEDULE_DELAY: "500",
  OTEL_METRIC_EXPORT_INTERVAL: "5000",
  OTEL_METRIC_EXPORT_TIMEOUT: "5000",
};

export function demoFiles(program: string): Record<string, string> {
  return { [PROGRAM]: program };
}
