import type * as pulumi from "@pulumi/pulumi";
import { TLS_PATH, tlsPaths } from "../settings/tls";
import { ConfigFiles } from "./config-files";
import type { StackContext } from "./types";

/**
 * A service's certificates and keys, for its user alone. Empty where the stack speaks no TLS; else one, whose populator
 * is replaced when they change.
 */
export function tlsFiles(
  name: string,
  args: {
    context: StackContext;
    service: string;
    onlyFor: number;
    /** Whether it asks others, too, and so shows a certificate. */
    isClient: boolean;
    takesOtlp?: boolean;
  },
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const { context, service, onlyFor, isClient, takesOtlp = false } = args;
  if (context.tls === undefined) return [];
  const { ca, clientCa, server, client, otlpToken } = context.tls;
  const files = {
    [tlsPaths.clientCa]: clientCa,
    [tlsPaths.serverCertificate]: server.certificate,
    [tlsPaths.serverKey]: server.key,
    ...(isClient
      ? {
          [tlsPaths.ca]: ca,
          [tlsPaths.clientCertificate]: client.certificate,
          [tlsPaths.clientKey]: client.key,
        }
      : {}),
    ...(takesOtlp && otlpToken !== undefined ? { [tlsPaths.otlpToken]: otlpToken } : {}),
  };
  return [
    new ConfigFiles(
      `${name}-tls`,
      { context, purpose: `${service}-tls`, files, mountPath: TLS_PATH, onlyFor },
      opts,
    ),
  ];
}
