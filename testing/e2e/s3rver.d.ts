declare module "@20minutes/s3rver" {
  /** The options that are used here. */
  interface Options {
    readonly address: string;
    readonly port: number;
    readonly directory: string;
    readonly silent: boolean;
    readonly vhostBuckets: boolean;
    readonly allowMismatchedSignatures: boolean;
    readonly configureBuckets: readonly { readonly name: string }[];
  }
  export interface Listing {
    readonly objects: readonly { readonly key: string }[];
    readonly commonPrefixes: readonly string[];
    readonly isTruncated: boolean;
  }
  interface ListOptions {
    readonly prefix?: string;
    readonly delimiter?: string;
  }
  interface Store {
    listObjects(bucket: string, options: ListOptions): Promise<Listing>;
  }
  export default class S3rver {
    constructor(options: Options);
    readonly store: Store;
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
