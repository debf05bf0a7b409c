import { image, memory } from "../../settings/container-settings";
import * as kinds from "../../settings/kinds";
import { TEMPO_MAJORS } from "../../settings/tempo-version";
import { BY_A_PROXY, url } from "../../settings/urls";
import type { ServiceManifest } from "../manifest";

export const tempo = {
  name: "tempo",
  listed: "by default",
  endpoint: { host: "tempo", http: 3200, otlpGrpc: 4317, health: 3201 },
  servesTls: true,
  published: [{ setting: "tempoPort", port: "http" }],
  image: "tempoImage",
  memory: "tempoMemoryMiB",
  releases: "https://github.com/grafana/tempo/releases/tag/v{version}",
  supported: ">=2.9.0 <4.0.0",
  versionIn: "tempoVersion",
  oneWay: "**There is no way back.** Back up and flush before: docs/versions.md#from-tempo-2-to-3.",
  dataOwner: 10001,
  budget: { setting: "tracesDiskSize", unless: "tracesBucket" },
  backupTurn: 4,
  scrape: { job: "tempo", host: "tempo", port: 3200 },
  buildInfo: { metric: "tempo_build_info", labels: ["version"] },
  dataSource: "tempo",
  elsewhere: ["tempoUrl", "tempoOtlpEndpoint"],
  whileAway: "Traces cannot be searched; new ones wait in the gateway's queue.",
  onceRemoved: "Traces go where `tempoOtlpEndpoint` says, and nowhere where it is empty.",
  settings: {
    tempoPort: kinds.port({
      default: 3200,
      sample: 13200,
      description: "Published port of Tempo's query API.",
    }),
    traceRetention: kinds.duration({
      min: "1h",
      max: "10y",
      default: "7d",
      sample: "48h",
      description: "Age at which traces are deleted. Applied without a restart.",
    }),
    tracesDiskSize: kinds.size({
      min: "256MiB",
      default: 10 * 2 ** 30,
      sample: 5 * 2 ** 30,
      description:
        "Disk space that traces are meant to take. Tempo cannot be held to it: an alert comes before it is reached, and a first `up` looks whether the disk has it. What makes traces smaller is `traceRetention`. Not with `tracesBucket`.",
    }),
    tempoUrl: url({
      instead: BY_A_PROXY,
      sample: "http://tempo.example.com:3200",
      description: "Query URL of a Tempo of your own, in place of the one here.",
    }),
    tempoOtlpEndpoint: kinds.hostPort({
      example: "tempo.example.com:4317",
      sample: "tempo.example.com:4317",
      description: "Where a Tempo of your own takes OTLP over gRPC (without TLS).",
    }),
    tracesBucket: kinds.bucket({
      sample: "traces",
      description:
        "Bucket in which Tempo keeps traces. Empty: on its volume, as far as it is not sent yet in either case. **Tempo reads one of them only**: to take along what is there, see [growth](growth.md#traces).",
    }),
    tempoMemoryMiB: memory({
      of: "Tempo",
      default: 1024,
      sample: 132,
      min: 128,
      change: "Tempo is told of four fifths of it, for its heap. A change replaces the container.",
    }),
    tempoVersion: kinds.choice(["image", ...TEMPO_MAJORS], {
      default: "image",
      sample: "3",
      description:
        "Major version of Tempo that its configuration, alerts and panels are made for. `image`: the one in the tag of `tempoImage`; say it here where the tag does not, as with a digest alone. **From 2 to 3 there is no way back**: see [upgrading Tempo](versions.md#from-tempo-2-to-3).",
    }),
    tempoImage: image({ name: "tempo", of: "Tempo", sample: "example.com/tempo:2.10.8" }),
  },
} as const satisfies ServiceManifest;
