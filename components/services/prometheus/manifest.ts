import { z } from "zod";
import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { scrapeTarget } from "../../settings/scrape-target";
import { BY_A_PROXY, url } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

const headers = z.record(
  z.string().regex(/^[\w-]+$/, "is not a header name of letters, digits, '_' and '-'"),
  z.string().regex(/^[^\p{Cc}\p{Cs}{}$]+$/u, "is not one line of text without $ and braces"),
);

export const prometheus = {
  name: "prometheus",
  listed: "by default",
  endpoint: { host: "prometheus", http: 9090 },
  servesTls: true,
  published: [{ setting: "prometheusPort", port: "http" }],
  image: "prometheusImage",
  memory: "prometheusMemoryMiB",
  releases: "https://github.com/prometheus/prometheus/releases/tag/v{version}",
  dataOwner: 65534,
  budget: { setting: "metricsRetentionSize" },
  // Last of the stores: when Tempo stops, it writes its span metrics to Prometheus. It would wait if Prometheus were
  // just starting.
  backupTurn: 5,
  scrape: { job: "prometheus", host: "localhost", port: 9090 },
  buildInfo: { metric: "prometheus_build_info", labels: ["version"] },
  dataSource: "prometheus",
  elsewhere: ["prometheusUrl"],
  whileAway:
    "Scraped metrics have a gap and rules pause; pushed metrics wait in the gateway's queue.",
  onceRemoved: "Metrics go to `prometheusUrl`. If it is empty, no metrics are stored.",
  settings: {
    prometheusPort: kinds.port({
      default: 9090,
      sample: 19090,
      description:
        "Port on `bindAddress` at which clients outside of the stack reach Prometheus. The stack's own services do not need it.",
    }),
    evaluationInterval: kinds.duration({
      min: "1s",
      max: "10m",
      default: "15s",
      sample: "30s",
      description: "Interval at which Prometheus evaluates its recording and alert rules.",
    }),
    metricsRetention: kinds.duration({
      min: "1h",
      max: "10y",
      default: "15d",
      sample: "30d",
      description:
        "Age at which Prometheus deletes metrics, unless `metricsRetentionSize` deletes them earlier. **A shorter retention deletes older metrics.** A change takes effect without a restart.",
    }),
    metricsRetentionSize: kinds.size({
      min: "256MiB",
      default: 10 * 2 ** 30,
      sample: 5 * 2 ** 30,
      description:
        "Maximum disk space for metrics. Above it, Prometheus deletes the oldest metrics, regardless of their age. A change takes effect without a restart.",
    }),
    outOfOrderWindow: kinds.duration({
      min: "1m",
      max: "7d",
      default: "2h",
      sample: "30m",
      description:
        "Maximum delay with which a metric may arrive. Prometheus permanently rejects metrics that arrive later. Set it longer than the longest Prometheus outage that the queues must bridge, and not longer than `metricsRetention`.",
    }),
    scrapeTargets: kinds.structured(z.array(scrapeTarget), {
      form: 'a list of objects with the keys "job" (a different name each), "targets" (a list of host:port), and optionally "path", "scheme" and "labels"',
      example: '[{"job":"shop","targets":["shop:8080"]}]',
      default: [],
      sample: [{ job: "shop", targets: ["shop:8080"], path: "/stats", labels: { team: "a" } }],
      description:
        "Additional scrape jobs for Prometheus. Prometheus reaches the targets from the stack's network. `host.docker.internal` is the Docker host (not with `swarm`). `path` is `/metrics` and `scheme` is `http` by default. `labels` are added to all time series of the job.",
    }),
    engineMetricsTarget: kinds.hostPort({
      example: "host.docker.internal:9323",
      sample: "host.docker.internal:9323",
      description:
        "Address of Docker Engine's own metrics (`metrics-addr` in its daemon.json) as containers reach it. `metrics-addr` must therefore not be a loopback address. Empty: Prometheus does not scrape them.",
    }),
    prometheusUrl: url({
      instead: BY_A_PROXY,
      sample: "http://prometheus.example.com:9090",
      description:
        "URL at which the containers reach your own Prometheus, which replaces the stack's Prometheus. It needs the OTLP receiver (`--web.enable-otlp-receiver`) and the remote-write receiver (`--web.enable-remote-write-receiver`). The stack's alert and recording rules do not run there. Requires `services` without `prometheus`.",
    }),
    remoteWriteUrl: url({
      instead: "set remoteWriteUser and remoteWritePassword",
      sample: "https://mimir.example.com/api/v1/push",
      description:
        "Remote-write URL to which Prometheus sends a copy of every sample: Mimir, Thanos Receive, VictoriaMetrics or another long-term store. Empty: no copy. The stack's Prometheus keeps its own data. See [long-term storage](how-to/long-term-storage.md).",
    }),
    remoteWriteHeaders: kinds.structured(headers, {
      form: "an object with header names and their values, without $ and braces",
      example: '{"X-Scope-OrgID":"shop"}',
      default: {},
      sample: { "X-Scope-OrgID": "shop" },
      requires: { remoteWriteUrl: "https://metrics.example.com/api/v1/push" },
      description:
        "Headers for `remoteWriteUrl`, such as the tenant. Do not include secrets: the headers are in Prometheus' configuration.",
    }),
    remoteWriteUser: kinds.text({
      form: "a user name without spaces, ':', $ and braces, or empty",
      example: "prometheus",
      pattern: /^[^\s\p{C}:{}$]*$/u,
      default: "",
      sample: "prometheus",
      requires: {
        remoteWriteUrl: "https://metrics.example.com/api/v1/push",
        remoteWritePassword: "p",
      },
      description:
        "User name for `remoteWriteUrl`. Empty: Prometheus sends `remoteWritePassword` as a bearer token.",
    }),
    remoteWritePassword: kinds.secretText({
      sample: "remote-write-secret",
      requires: { remoteWriteUrl: "https://metrics.example.com/api/v1/push" },
      description:
        "Password of `remoteWriteUser`, or a bearer token. Set it with `--secret`. Prometheus receives it as a file and reads that file again for each request.",
    }),
    prometheusMemoryMiB: memory({ of: "Prometheus", default: 1024, sample: 129, min: 128 }),
    prometheusImage: image({
      name: "prometheus",
      of: "Prometheus",
      sample: "example.com/prometheus:1",
    }),
  },
} as const satisfies ServiceManifest;
