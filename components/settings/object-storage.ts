import type { PipelineSettings } from "./schema";

/** Mount path of the object storage keys, and the variable with the path of their file. */
export const CREDENTIALS_PATH = "/object-storage";
export const CREDENTIALS_FILE = `${CREDENTIALS_PATH}/credentials`;
export const CREDENTIALS_VARIABLE = "AWS_SHARED_CREDENTIALS_FILE";

/** Credentials of a store for its bucket. */
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

/** A bucket, in the form that S3 clients require. */
export interface Bucket {
  readonly name: string;
  /** `host` or `host:port`. */
  readonly endpoint: string;
  /** Whether the connection is without TLS. */
  readonly insecure: boolean;
  readonly region: string;
}

/** The bucket with this name; undefined for an empty name. */
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

/** The keys in the file format that the S3 clients of AWS and MinIO read. */
export function credentialsText(keys: StorageKeys): string {
  return `[default]\naws_access_key_id = ${keys.accessKey}\naws_secret_access_key = ${keys.secretKey}\n`;
}
