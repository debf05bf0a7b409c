import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { BY_A_PROXY, url } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

export const loki = {
  name: "loki",
  listed: "by default",
  endpoint: { host: "loki", http: 3100, grpc: 9095 },
  servesTls: true,
  published: [{ setting: "lokiPort", port: "http" }],
  image: "lokiImage",
  memory: "lokiMemoryMiB",
  releases: "https://github.com/grafana/loki/releases/tag/v{version}",
  dataOwner: 10001,
  budget: { setting: "logsDiskSize", unless: "logsBucket" },
  backupTurn: 3,
  scrape: { job: "loki", host: "loki", port: 3100 },
  buildInfo: { metric: "loki_build_info", labels: ["version"] },
  dataSource: "loki",
  elsewhere: ["lokiUrl"],
  whileAway: "Logs cannot be searched; new ones wait in the gateway's queue.",
  onceRemoved: "Logs go to `lokiUrl`. If it is empty, no logs are stored.",
  settings: {
    lokiPort: kinds.port({
      default: 3100,
      sample: 13100,
      description:
        "Port on `bindAddress` at which clients outside of the stack reach Loki's query API. The stack's own services do not need it.",
    }),
    logRetention: kinds.duration({
      min: "24h",
      max: "10y",
      default: "7d",
      sample: "30d",
      description:
        "Age at which Loki deletes logs. **A shorter retention deletes older logs.** A change takes effect without a restart.",
    }),
    logsDiskSize: kinds.size({
      min: "256MiB",
      default: 10 * 2 ** 30,
      sample: 20 * 2 ** 30,
      description:
        "Disk budget for logs. Loki cannot enforce it. An alert fires when logs use `alertStoragePercent` of it, and a first `up` checks that the disk has enough space. To store fewer logs, shorten `logRetention`. Not allowed with `logsBucket`.",
    }),
    lokiUrl: url({
      instead: BY_A_PROXY,
      sample: "http://loki.example.com:3100",
      description:
        "URL at which the containers reach your own Loki, which replaces the stack's Loki. It must receive OTLP. Requires `services` without `loki`.",
    }),
    logsBucket: kinds.bucket({
      sample: "logs",
      requires: { objectStorageUrl: "https://s3.example.com", logsBucketFrom: "2026-01-01" },
      description:
        "Bucket in which Loki stores logs from `logsBucketFrom` on. Empty: Loki stores logs on its volume.",
    }),
    logsBucketFrom: kinds.text({
      form: "a date in the form YYYY-MM-DD, such as 2026-12-31, or empty",
      example: "2026-12-31",
      pattern: /^(?:20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/,
      default: "",
      sample: "2026-12-31",
      requires: { objectStorageUrl: "https://s3.example.com", logsBucket: "logs" },
      description:
        "First day (UTC) on which logs go to `logsBucket`. Older logs stay on the volume, where Loki finds them until `logRetention` deletes them. **On a stack that already has logs, the date must be in the future and must never change again.** Otherwise, Loki looks for logs in the wrong place and does not find them.",
    }),
    lokiMemoryMiB: memory({ of: "Loki", default: 1024, sample: 133, min: 128 }),
    lokiImage: image({ name: "loki", of: "Loki", sample: "example.com/loki:1" }),
  },
} as const satisfies ServiceManifest;
