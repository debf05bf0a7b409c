import type { RemoteGateway } from "../../plan/plan";
import { STALE_AFTER } from "./keepalive";

/** Where such an agent has what it shows to the gateway. */
export const CREDENTIALS_PATH = "/gateway";

export const credentialPaths = Object.freeze({
  ca: `${CREDENTIALS_PATH}/ca.crt`,
  token: `${CREDENTIALS_PATH}/token`,
  clientCertificate: `${CREDENTIALS_PATH}/client.crt`,
  clientKey: `${CREDENTIALS_PATH}/client.key`,
});

const TOKEN = "bearertokenauth/gateway";

/** The extension that the exporter below needs. */
export function gatewayAuthenticator(gateway: RemoteGateway | undefined): Record<string, object> {
  return gateway?.auth === "token" ? { [TOKEN]: { filename: credentialPaths.token } } : {};
}

/** The client's side, in the words of the Collector's OTLP exporter. */
export function toRemoteGateway({ endpoint, auth }: RemoteGateway): object {
  return {
    endpoint,
    tls: {
      ca_file: credentialPaths.ca,
      ...(auth === "mtls"
        ? { cert_file: credentialPaths.clientCertificate, key_file: credentialPaths.clientKey }
        : {}),
    },
    ...(auth === "token" ? { auth: { authenticator: TOKEN } } : {}),
    // The way between hosts is narrow where the one between containers is not.
    compression: "zstd",
    keepalive: { time: STALE_AFTER, timeout: "20s" },
  };
}
