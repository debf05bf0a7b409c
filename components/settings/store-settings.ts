import * as kinds from "./kinds";
import { url } from "./urls";

/** Settings that are required to store data in a bucket. */
const WITH_A_BUCKET = {
  objectStorageUrl: "https://storage.example.com",
  objectStorageAccessKey: "a",
  objectStorageSecretKey: "b",
  tracesBucket: "traces",
};

/** Settings of the object storage for traces and logs. */
export const storeSettings = {
  objectStorageUrl: url({
    instead: "set objectStorageAccessKey and objectStorageSecretKey",
    sample: "https://s3.example.com",
    requires: WITH_A_BUCKET,
    description:
      "URL of an S3-compatible object storage for `tracesBucket` and `logsBucket`, without a path, such as `https://s3.eu-central-1.amazonaws.com` or that of your own MinIO.",
  }),
  objectStorageRegion: kinds.text({
    form: "a name of lower-case letters, digits and '-'",
    example: "us-east-1",
    pattern: /^[a-z0-9][a-z0-9-]{0,40}$/,
    default: "us-east-1",
    sample: "eu-central-1",
    requires: WITH_A_BUCKET,
    description:
      "Region of the object storage. Most object storage services other than Amazon's accept any region.",
  }),
  objectStorageAccessKey: kinds.secretText({
    sample: "object-storage-access",
    requires: WITH_A_BUCKET,
    description: "Access key of the object storage. Set it with `--secret`.",
  }),
  objectStorageSecretKey: kinds.secretText({
    sample: "object-storage-secret",
    requires: WITH_A_BUCKET,
    description:
      "Secret key of the object storage. Set it with `--secret`. A change to either key replaces Tempo and Loki.",
  }),
};
