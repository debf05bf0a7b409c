import type { RemoteGateway } from "../../plan/plan";
import { STALE_AFTER } from "./keepalive";

/** Mount path of the credentials for a remote gateway in the agent. */
export const CREDENTIALS_PATH = "/gateway";

export const credentialPaths = Object.freeze({
  ca: `${CREDENTIALS_PATH}/ca.crt`,
  token: `${CREDENTIALS_PATH}/token`,
  clientCertificate: `${CREDENTIALS_PATH}/client.crt`,
  clientKey: `${CREDENTIALS_PATH}/client.key`,
});

const TOKEN = "bearertokenauth/gateway";

/** Returns the extension that the exporter below requires for token authentication. */
export function gatewayAuthenticator(gateway: RemoteGateway | undefined): Record<string, object> {
  return gateway?.auth === "token" ? { [TOKEN]: { filename: credentialPaths.token } } : {};
}

/** Returns the client settings of the OTLP exporter. */
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
    // Bandwidth between hosts is limited, unlike between containers.
    compression: "zstd",
    keepalive: { time: STALE_AFTER, timeout: "20s" },
  };
}
