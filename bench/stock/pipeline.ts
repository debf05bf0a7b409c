import { dump } from "js-yaml";
import { defaults } from "../../components/settings/defaults";
import { ComposeProject } from "../compose/project";
import { portsFrom } from "../../testing/e2e/ports";
import { CADVISOR_FOLDERS } from "./cadvisor";
import { agent, gateway, loki, prometheus, tempo } from "./configs";

/** The same services, each as its own pages let one begin with it. */
export class StockPipeline {
  readonly #project = new ComposeProject();

  constructor(
    /** Begins the names of containers and network. */
    private readonly name: string,
    firstPort: number,
  ) {
    const configs = { prometheus, tempo, loki, collector: gateway, agent };
    const services = servicesAt(firstPort);
    this.#project.write(
      {
        name,
        services: Object.fromEntries(
          Object.entries(services).map(([service, rest]) => [
            service,
            { container_name: this.container(service), ...rest },
          ]),
        ),
      },
      Object.fromEntries(
        Object.entries(configs).map(([service, config]) => [`${service}.yaml`, dump(config)]),
      ),
    );
  }

  static readonly services = Object.keys(servicesAt(0));

  container(service: string): string {
    return `${this.name}-${service}`;
  }

  up(): Promise<void> {
    return this.#project.up();
  }

  remove(): Promise<void> {
    return this.#project.remove();
  }
}

function servicesAt(firstPort: number): Record<string, object> {
  const { prometheusPort, otlpGrpcPort, otlpHttpPort, tempoPort, lokiPort } = portsFrom(firstPort);
  const publish = (port: number, internal: number) => `127.0.0.1:${port}:${internal}`;
  const mounted = (service: string, path: string) => `./${service}.yaml:${path}:ro`;
  return {
    cadvisor: {
      image: defaults.cadvisorImage,
      privileged: true,
      devices: ["/dev/kmsg"],
      volumes: CADVISOR_FOLDERS,
    },
    prometheus: {
      image: defaults.prometheusImage,
      command: [
        "--config.file=/etc/prometheus/prometheus.yml",
        "--storage.tsdb.path=/prometheus",
        "--web.enable-otlp-receiver",
        "--web.enable-remote-write-receiver",
      ],
      volumes: [mounted("prometheus", "/etc/prometheus/prometheus.yml")],
      ports: [publish(prometheusPort, 9090)],
    },
    tempo: {
      image: defaults.tempoImage,
      user: "0",
      command: ["-config.file=/etc/tempo.yaml"],
      volumes: [mounted("tempo", "/etc/tempo.yaml")],
      ports: [publish(tempoPort, 3200)],
    },
    loki: {
      image: defaults.lokiImage,
      command: ["-config.file=/etc/loki/local-config.yaml"],
      volumes: [mounted("loki", "/etc/loki/local-config.yaml")],
      ports: [publish(lokiPort, 3100)],
    },
    collector: {
      image: defaults.collectorImage,
      command: ["--config=/etc/otelcol-contrib/config.yaml"],
      volumes: [mounted("collector", "/etc/otelcol-contrib/config.yaml")],
      ports: [publish(otlpGrpcPort, 4317), publish(otlpHttpPort, 4318)],
    },
    agent: {
      image: defaults.collectorImage,
      user: "0",
      command: ["--config=/etc/otelcol-contrib/config.yaml"],
      volumes: [
        mounted("agent", "/etc/otelcol-contrib/config.yaml"),
        "/var/lib/docker/containers:/var/lib/docker/containers:ro",
        "/:/hostfs:ro",
      ],
    },
    grafana: { image: defaults.grafanaImage },
  };
}
