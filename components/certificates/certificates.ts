import { X509Certificate } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { serverNames } from "../settings/tls";
import type { PipelineSettings } from "../settings/schema";
import type { TlsMaterial } from "../platform/tls-material";
import type { GivenCertificates } from "./given";
import { issue, makeAuthority, type KeyPair } from "./issue";

const WARN_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface CertificatesArgs {
  readonly settings: PipelineSettings;
  /** The servers' certificate where it is not made here. */
  readonly given: GivenCertificates | undefined;
}

interface Leaves {
  readonly server: KeyPair;
  readonly services: KeyPair;
  readonly people: KeyPair;
}

/**
 * A certificate authority of the stack's own, what it has signed, and the token for OTLP. All are made once and kept in
 * the state, as secrets, until `secretsGeneration` is raised.
 */
export class Certificates extends pulumi.ComponentResource {
  readonly material: TlsMaterial;
  /** For people's programs: what to trust, and what to show. */
  readonly client: {
    readonly ca: pulumi.Output<string>;
    readonly certificate: pulumi.Output<string>;
    readonly key: pulumi.Output<string>;
  };

  constructor(name: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Certificates", name, {}, opts);
    const { settings, given } = args;
    const { namePrefix, secretsGeneration } = settings;
    const names = serverNames(settings);

    const authority = this.kept<KeyPair>(
      `${name}-authority`,
      makeAuthority(namePrefix),
      `${secretsGeneration}`,
    );
    const leaves = this.kept<Leaves>(
      `${name}-issued`,
      authority.apply(async (by) => ({
        server: await issue(by, { commonName: namePrefix, serverNames: names }),
        services: await issue(by, { commonName: `${namePrefix} services` }),
        people: await issue(by, { commonName: `${namePrefix} people` }),
      })),
      [secretsGeneration, ...names].join(" "),
    );
    const leaf = (which: keyof Leaves) => ({
      certificate: leaves.apply((all) => all[which].certificate),
      key: leaves.apply((all) => all[which].key),
    });
    const clientCa = authority.apply(({ certificate }) => certificate);
    const server =
      given === undefined
        ? leaf("server")
        : {
            certificate: pulumi.secret(given.server.certificate),
            key: pulumi.secret(given.server.key),
          };
    const ca = given === undefined ? clientCa : pulumi.secret(given.ca);
    this.material = {
      ca,
      clientCa,
      server,
      client: leaf("services"),
      otlpToken: settings.otlpAuth === "token" ? this.token(name, secretsGeneration) : undefined,
    };
    const people = leaf("people");
    // What every connection shows to everybody is no secret.
    this.client = {
      ca: pulumi.unsecret(ca),
      certificate: pulumi.unsecret(people.certificate),
      key: people.key,
    };
    this.client.certificate.apply(warnBeforeTheEnd);
    if (given !== undefined) warnBeforeTheEnd(given.server.certificate);
    this.registerOutputs();
  }

  /** The first value, until the generation is another one. */
  private kept<T>(name: string, value: pulumi.Input<T>, generation: string): pulumi.Output<T> {
    const { output } = new pulumi.Stash(
      name,
      { input: pulumi.secret(value) },
      { parent: this, ignoreChanges: ["input"], replacementTrigger: generation },
    );
    // Under Pulumi's mocks, with which projects test their programs, nothing is kept.
    const kept = pulumi
      .all([output as pulumi.Output<T | undefined>, value])
      .apply(([before, made]) => before ?? made);
    return pulumi.secret(kept) as pulumi.Output<T>;
  }

  private token(name: string, generation: number): pulumi.Output<string> {
    const { result } = new random.RandomPassword(
      `${name}-otlp-token`,
      { length: 48, special: false, keepers: { generation: String(generation) } },
      { parent: this },
    );
    return pulumi.secret(result);
  }
}

function warnBeforeTheEnd(certificate: string): void {
  const end = new X509Certificate(certificate).validTo;
  const days = Math.floor((Date.parse(end) - Date.now()) / DAY_MS);
  if (days >= WARN_DAYS) return;
  void pulumi.log.warn(
    `A certificate of the stack ends on ${end}, in ${days} days. Raise secretsGeneration by one, or renew tlsCertificateFile if it is that one: docs/explain/security.md.`,
  );
}
