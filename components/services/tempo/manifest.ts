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
  oneWay:
    "**There is no way back.** Back up and flush first: docs/reference/versions.md#from-tempo-2-to-3.",
  dataOwner: 10001,
  budget: { setting: "tracesDiskSize", unless: "tracesBucket" },
  backupTurn: 4,
  scrape: { job: "tempo", host: "tempo", port: 3200 },
  buildInfo: { metric: "tempo_build_info", labels: ["version"] },
  dataSource: "tempo",
  elsewhere: ["tempoUrl", "tempoOtlpEndpoint"],
  whileAway: "Traces cannot be searched; new ones wait in the gateway's queue.",
  onceRemoved: "Traces go to `tempoOtlpEndpoint`. If it is empty, no traces are stored.",
  settings: {
    tempoPort: kinds.port({
      default: 3200,
      sample: 13200,
      description:
        "Port on `bindAddress` at which clients outside of the stack reach Tempo's query API. The stack's own services do not need it.",
    }),
    traceRetention: kinds.duration({
      min: "1h",
      max: "10y",
      default: "7d",
      sample: "48h",
      description:
        "Age at which Tempo deletes traces. **A shorter retention deletes older traces.** A change takes effect without a restart.",
    }),
    tracesDiskSize: kinds.size({
      min: "256MiB",
      default: 10 * 2 ** 30,
      sample: 5 * 2 ** 30,
      description:
        "Disk budget for traces. Tempo cannot enforce it. An alert fires when traces use `alertStoragePercent` of it, and a first `up` checks that the disk has enough space. To store fewer traces, shorten `traceRetention`. Not allowed with `tracesBucket`.",
    }),
    tempoUrl: url({
      instead: BY_A_PROXY,
      sample: "http://tempo.example.com:3200",
      description:
        "URL at which Grafana queries your own Tempo, which replaces the stack's Tempo. Requires `tempoOtlpEndpoint`, and `services` without `tempo`.",
    }),
    tempoOtlpEndpoint: kinds.hostPort({
      example: "tempo.example.com:4317",
      sample: "tempo.example.com:4317",
      description:
        "Endpoint at which your own Tempo receives OTLP over gRPC, without TLS. Requires `tempoUrl`, and `services` without `tempo`.",
    }),
    tracesBucket: kinds.bucket({
      sample: "traces",
      requires: { objectStorageUrl: "https://s3.example.com" },
      description:
        "Bucket in which Tempo stores traces. Empty: Tempo stores traces on its volume. With a bucket, traces that are not yet in it are on the volume. **Tempo reads from only one of the two**: to move existing traces, see [long-term storage](how-to/long-term-storage.md#traces).",
    }),
    tempoMemoryMiB: memory({
      of: "Tempo",
      default: 1024,
      sample: 132,
      min: 128,
      change:
        "Tempo's GOMEMLIMIT, which bounds its heap, is four fifths of the limit. A change replaces the container.",
    }),
    tempoVersion: kinds.choice(["image", ...TEMPO_MAJORS], {
      default: "image",
      sample: "3",
      description:
        "Major version of Tempo for its configuration, alerts and panels. `image`: the version in the tag of `tempoImage`. Set the version here if the tag does not contain it, as with a digest alone. **You cannot go back from 3 to 2**: see [upgrading Tempo](reference/versions.md#from-tempo-2-to-3).",
    }),
    tempoImage: image({ name: "tempo", of: "Tempo", sample: "example.com/tempo:2.10.8" }),
  },
} as const satisfies ServiceManifest;
