import type * as pulumi from "@pulumi/pulumi";

interface KeyPairOutputs {
  readonly certificate: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
}

/** What services that speak TLS need, in PEM. */
export interface TlsMaterial {
  /** Whose servers are trusted. */
  readonly ca: pulumi.Output<string>;
  /** Whose clients are let in. */
  readonly clientCa: pulumi.Output<string>;
  readonly server: KeyPairOutputs;
  /** By which the services are known to each other. */
  readonly client: KeyPairOutputs;
  /** What senders of OTLP from outside the network have to show; undefined where they show none. */
  readonly otlpToken: pulumi.Output<string> | undefined;
}
