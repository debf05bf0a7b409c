import { z } from "zod";
import * as kinds from "./kinds";

const names = z.array(z.string().regex(/^(?:\*\.)?[\w.-]{1,253}$|^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$/));

const pemFile = (options: kinds.DescribedOptional) =>
  kinds.text({
    ...options,
    default: "",
    form: "a path without control characters on the machine that runs Pulumi, or empty",
    example: "/etc/ssl/observability.pem",
    pattern: /^\P{C}*$/u,
  });

/** Settings of who may reach the stack, and how. */
export const securitySettings = {
  tls: kinds.choice(["off", "generated", "files"], {
    default: "off",
    sample: "generated",
    description:
      "Whether what is published speaks TLS. Prometheus, Loki, Tempo and Alertmanager then ask each client for a certificate that the stack has made, in the outputs `tlsClientCertificate` and `tlsClientKey`. `generated`: the servers' certificate is the stack's own, too. `files`: it is yours. A change replaces the services.",
  }),
  tlsNames: kinds.structured(names, {
    form: "a list of host names and IP addresses",
    example: '["telemetry.example.com","10.0.0.5"]',
    default: [],
    sample: ["telemetry.example.com"],
    description:
      "Names by which clients reach the stack. With `tls: generated` they stand in the servers' certificate, beside `bindAddress`, `hostName`, `localhost` and the names on the stack's network; a change makes a new certificate. With `tls: files` the first must be one that your certificate is for: the services know each other by it.",
  }),
  tlsCertificateFile: pemFile({
    sample: "/etc/ssl/observability.pem",
    description:
      "With `tls: files`: the servers' certificate in PEM, the intermediate ones after it. It is read at each `up`; a new one replaces the services.",
  }),
  tlsKeyFile: pemFile({
    sample: "/etc/ssl/observability.key",
    description: "Private key of `tlsCertificateFile` in PEM, without a passphrase.",
  }),
  tlsCaFile: pemFile({
    sample: "/etc/ssl/ca.pem",
    description:
      "Certificate in PEM of who signed `tlsCertificateFile`: what the stack's clients trust. It lets nobody in: clients' certificates are the stack's own.",
  }),
  otlpAuth: kinds.choice(["none", "token", "mtls"], {
    default: "none",
    sample: "token",
    description:
      "What the published OTLP ports ask of a client, with `tls` on: `token`, the bearer token of the output `otlpToken`; `mtls`, a certificate, as the stores do. The stack's own network is not asked.",
  }),
  secretsGeneration: kinds.whole({
    of: "counting up",
    min: 1,
    max: 1_000_000,
    default: 1,
    sample: 2,
    description:
      "Raise it by one to replace every secret that the stack has made: Grafana's password, the OTLP token, the certificate authority and its certificates. No data is lost; the old ones are refused from then on. See [security](security.md#rotation).",
  }),
};
