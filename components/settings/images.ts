/**
 * The images this project is tested with. A setting `<service>Image` takes the place of one,
 * `imageRegistry` the place of every registry.
 */
export const images = Object.freeze({
  cadvisor: "ghcr.io/google/cadvisor:v0.60.6",
  prometheus: "prom/prometheus:v3.16.0",
  collector: "otel/opentelemetry-collector-contrib:0.161.0",
  tempo: "grafana/tempo:2.9.0",
  loki: "grafana/loki:3.7.8",
  grafana: "grafana/grafana:12.4.10",
  alertmanager: "prom/alertmanager:v0.35.0",
  nodeExporter: "prom/node-exporter:v1.12.1",
  dockerSocketProxy: "wollomatic/socket-proxy:1.13.1",
  busybox: "busybox:1.37",
});

export type ImageName = keyof typeof images;

const REGISTRY_HOST = /^(?:[^/]*[.:][^/]*|localhost)\//;

/** The same image in a mirror: the mirror's prefix stands where the registry's host stood. */
export function mirrored(reference: string, mirror: string): string {
  return mirror === "" ? reference : `${mirror}/${reference.replace(REGISTRY_HOST, "")}`;
}
