import { z } from "zod";
import * as kinds from "./kinds";

const names = z.array(
  z
    .string()
    .regex(
      /^(?:\*\.)?[\w.-]{1,253}$|^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$/,
      "is not a host name or an IP address",
    ),
);

const pemFile = (options: kinds.DescribedOptional) =>
  kinds.text({
    ...options,
    default: "",
    form: "the path of a file on the machine that runs Pulumi, or empty",
    example: "/etc/ssl/observability.pem",
    pattern: /^\P{C}*$/u,
  });

/** Settings of TLS, client credentials and their rotation. */
export const securitySettings = {
  tls: kinds.choice(["off", "generated", "files"], {
    default: "off",
    sample: "generated",
    description:
      "TLS mode of the published ports. `off`: plain HTTP and gRPC. `generated`: the stack generates the servers' certificate. `files`: you provide the servers' certificate (`tlsCertificateFile`, `tlsKeyFile`, `tlsCaFile`, `tlsNames`). With TLS, Prometheus, Loki, Tempo and Alertmanager require a client certificate that the stack generates, in the outputs `tlsClientCertificate` and `tlsClientKey`. A change replaces the services.",
  }),
  tlsNames: kinds.structured(names, {
    form: "a list of host names and IP addresses",
    example: '["telemetry.example.com","10.0.0.5"]',
    default: [],
    sample: ["telemetry.example.com"],
    requires: { tls: "generated" },
    description:
      "Names by which clients reach the stack. With `tls: generated`, the servers' certificate contains them, together with `bindAddress`, `hostName`, `localhost` and the names on the stack's network. A change generates a new certificate. With `tls: files`, your certificate must be valid for the first name: the services verify each other by it.",
  }),
  tlsCertificateFile: pemFile({
    sample: "/etc/ssl/observability.pem",
    description:
      "Servers' certificate for `tls: files`, in PEM format, followed by the intermediate certificates. Each `up` reads the file. A new certificate replaces the services.",
  }),
  tlsKeyFile: pemFile({
    sample: "/etc/ssl/observability.key",
    description: "Private key of `tlsCertificateFile`, in PEM format, without a passphrase.",
  }),
  tlsCaFile: pemFile({
    sample: "/etc/ssl/ca.pem",
    description:
      "Certificate of the CA that signed `tlsCertificateFile`, in PEM format. The stack's clients trust it. It is not used for client authentication: the stack's own CA issues the client certificates.",
  }),
  otlpAuth: kinds.choice(["none", "token", "mtls"], {
    default: "none",
    sample: "token",
    requires: { tls: "generated" },
    description:
      "Credentials that the published OTLP ports require from clients. Requires `tls`. `token`: the bearer token in the output `otlpToken`. `mtls`: the client certificate in the outputs `tlsClientCertificate` and `tlsClientKey`. Clients on the stack's own network need no credentials.",
  }),
  secretsGeneration: kinds.whole({
    of: "",
    min: 1,
    max: 1_000_000,
    default: 1,
    sample: 2,
    description:
      "Generation number of all secrets that the stack creates: Grafana's password, the OTLP token, the certificate authority and its certificates. Raise it by one to replace all of them. No data is lost. From then on, the old secrets are rejected. Not supported with `swarm`. See [secrets](operate/secrets.md#rotation).",
  }),
};
