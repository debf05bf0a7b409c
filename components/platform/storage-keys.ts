import * as pulumi from "@pulumi/pulumi";
import { dataOwners, type DataService } from "../settings/data-owners";
import {
  CREDENTIALS_FILE,
  CREDENTIALS_PATH,
  CREDENTIALS_VARIABLE,
  credentialsText,
  type Bucket,
  type StorageKeys,
} from "../settings/object-storage";
import { ConfigFiles } from "./config-files";
import type { StackContext } from "./types";

/** The file with the keys, for the store alone; none where it keeps its data on its volume. */
export function storageKeys(
  name: string,
  args: {
    context: StackContext;
    service: DataService;
    bucket: Bucket | undefined;
    storageKeys: StorageKeys;
  },
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const { context, service, bucket, storageKeys: keys } = args;
  if (bucket === undefined) return [];
  return [
    new ConfigFiles(
      `${name}-storage-keys`,
      {
        context,
        purpose: `${service}-storage-keys`,
        files: { [CREDENTIALS_FILE]: pulumi.secret(credentialsText(keys)) },
        mountPath: CREDENTIALS_PATH,
        onlyFor: dataOwners[service],
      },
      opts,
    ),
  ];
}

/** What tells the store's client of that file. */
export function storageEnvironment(bucket: Bucket | undefined): Record<string, string> {
  return bucket === undefined ? {} : { [CREDENTIALS_VARIABLE]: CREDENTIALS_FILE };
}
