import { z } from "zod";
import * as kinds from "./kinds";
import { url } from "./urls";

const headers = z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\p{Cc}\p{Cs}{}$]+$/u));

const secret = (options: kinds.DescribedOptional) =>
  kinds.text({
    ...options,
    default: "",
    form: "one line, or empty",
    example: "",
    pattern: /^[^\p{Cc}\p{Cs}]*$/u,
    secret: true,
  });

const bucket = (options: kinds.DescribedOptional) =>
  kinds.text({
    ...options,
    default: "",
    form: "the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty",
    example: "observability",
    pattern: /^(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/,
  });

/** Settings of stores that outgrow the disk of one host. */
export const storeSettings = {
  remoteWriteUrl: url({
    instead: "set remoteWriteUser and remoteWritePassword",
    sample: "https://mimir.example.com/api/v1/push",
    description:
      "Where Prometheus sends a copy of every sample, by remote write: Mimir, Thanos Receive, VictoriaMetrics or another long-term store. Empty: nowhere. What is stored here stays. See [growth](growth.md).",
  }),
  remoteWriteHeaders: kinds.structured(headers, {
    form: "an object of header names and values",
    example: '{"X-Scope-OrgID":"shop"}',
    default: {},
    sample: { "X-Scope-OrgID": "shop" },
    description:
      "Headers for `remoteWriteUrl`, such as the tenant. No secrets: they stand in Prometheus' configuration.",
  }),
  remoteWriteUser: kinds.text({
    form: "a user name without spaces or ':', or empty",
    example: "prometheus",
    pattern: /^[^\s\p{C}:{}$]*$/u,
    default: "",
    sample: "prometheus",
    description:
      "User at `remoteWriteUrl`. Empty: `remoteWritePassword` is sent as a bearer token.",
  }),
  remoteWritePassword: secret({
    sample: "remote-write-secret",
    description:
      "Password of `remoteWriteUser`, or a bearer token. Set it with `--secret`; it reaches Prometheus as a file, which is read anew with each request.",
  }),
  objectStorageUrl: url({
    instead: "set objectStorageAccessKey and objectStorageSecretKey",
    sample: "https://s3.example.com",
    description:
      "An S3-compatible object storage for `tracesBucket` and `logsBucket`, such as `https://s3.eu-central-1.amazonaws.com` or a MinIO of your own.",
  }),
  objectStorageRegion: kinds.text({
    form: "a name of lower-case letters, digits and '-'",
    example: "eu-central-1",
    pattern: /^[a-z0-9][a-z0-9-]{0,40}$/,
    default: "us-east-1",
    sample: "eu-central-1",
    description: "Region of the object storage. Most that are not Amazon's take any.",
  }),
  objectStorageAccessKey: secret({
    sample: "object-storage-access",
    description: "Access key of the object storage. Set it with `--secret`.",
  }),
  objectStorageSecretKey: secret({
    sample: "object-storage-secret",
    description:
      "Secret key of the object storage. Set it with `--secret`. A change of either key replaces Tempo and Loki.",
  }),
  tracesBucket: bucket({
    sample: "traces",
    description:
      "Bucket in which Tempo keeps traces. Empty: on its volume, as far as it is not sent yet in either case. **Tempo reads one of them only**: to take along what is there, see [growth](growth.md#traces).",
  }),
  logsBucket: bucket({
    sample: "logs",
    description:
      "Bucket in which Loki keeps logs from the day `logsBucketFrom` on. Empty: on its volume.",
  }),
  logsBucketFrom: kinds.text({
    form: "a date as 2026-12-31, or empty",
    example: "2026-12-31",
    pattern: /^(?:20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/,
    default: "",
    sample: "2026-12-31",
    description:
      "First day (UTC) whose logs go to `logsBucket`. Older ones stay on the volume, and are found there until `logRetention` deletes them. **On a stack that has logs it must be a day to come, and never change again**: logs that are where their day is not looked for are not found.",
  }),
};
