import type { PipelineSettings } from "./schema";

/** Where a store finds the keys of its object storage, and the variable that tells it so. */
export const CREDENTIALS_PATH = "/object-storage";
export const CREDENTIALS_FILE = `${CREDENTIALS_PATH}/credentials`;
export const CREDENTIALS_VARIABLE = "AWS_SHARED_CREDENTIALS_FILE";

/** What lets a store into its bucket. */
export interface StorageKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

export function storageKeysOf(settings: PipelineSettings): StorageKeys {
  return {
    accessKey: settings.objectStorageAccessKey,
    secretKey: settings.objectStorageSecretKey,
  };
}

/** A bucket, as S3's clients want it. */
export interface Bucket {
  readonly name: string;
  /** `host` or `host:port`. */
  readonly endpoint: string;
  /** Without TLS. */
  readonly insecure: boolean;
  readonly region: string;
}

/** The bucket of that name; undefined where none is named. */
export function bucketOf(settings: PipelineSettings, name: string): Bucket | undefined {
  if (name === "") return undefined;
  const { protocol, host } = new URL(settings.objectStorageUrl);
  return {
    name,
    endpoint: host,
    insecure: protocol === "http:",
    region: settings.objectStorageRegion,
  };
}

/** The keys in the form that each of Amazon's own and MinIO's clients reads. */
export function credentialsText(keys: StorageKeys): string {
  return `[default]\naws_access_key_id = ${keys.accessKey}\naws_secret_access_key = ${keys.secretKey}\n`;
}
