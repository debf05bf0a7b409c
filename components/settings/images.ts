/**
 * Default images, with which this project is tested. A setting `<service>Image` replaces one of them, and
 * `imageRegistry` replaces the registry of all of them.
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

/** Reference of an image in a mirror, whose prefix replaces the registry's host. */
export function mirrored(reference: string, mirror: string): string {
  return mirror === "" ? reference : `${mirror}/${reference.replace(REGISTRY_HOST, "")}`;
}
