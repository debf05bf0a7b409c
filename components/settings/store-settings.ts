import * as kinds from "./kinds";
import { url } from "./urls";

/** Settings of stores that outgrow the disk of one host. */
export const storeSettings = {
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
  objectStorageAccessKey: kinds.secretText({
    sample: "object-storage-access",
    description: "Access key of the object storage. Set it with `--secret`.",
  }),
  objectStorageSecretKey: kinds.secretText({
    sample: "object-storage-secret",
    description:
      "Secret key of the object storage. Set it with `--secret`. A change of either key replaces Tempo and Loki.",
  }),
};
