import { toYaml } from "../render/yaml";
import { having } from "../services";
import { hostOf } from "./host-checks";
import type { PipelineSettings } from "./schema";

/** Mount path of the TLS files of a service: its own volume, which only its user can read. */
export const TLS_PATH = "/tls";

export const tlsPaths = Object.freeze({
  /** CA that issues server certificates. */
  ca: `${TLS_PATH}/ca.crt`,
  /** CA that issues client certificates. */
  clientCa: `${TLS_PATH}/client-ca.crt`,
  serverCertificate: `${TLS_PATH}/server.crt`,
  serverKey: `${TLS_PATH}/server.key`,
  clientCertificate: `${TLS_PATH}/client.crt`,
  clientKey: `${TLS_PATH}/client.key`,
  otlpToken: `${TLS_PATH}/otlp-token`,
});

/** TLS between the stack's services. Undefined if they use plain HTTP. */
export interface Tls {
  /** Name that a server's certificate must contain. Undefined: the name in the server's address. */
  readonly serverName: string | undefined;
}

/** Client options, in the notation of Prometheus, Tempo, promtool and amtool. */
export interface ClientTls {
  readonly ca_file: string;
  readonly cert_file: string;
  readonly key_file: string;
  readonly server_name?: string;
}

/** Server options, in the notation of Prometheus, Alertmanager, Tempo and Loki. */
export interface ServerTls {
  readonly cert_file: string;
  readonly key_file: string;
  readonly client_auth_type: "RequireAndVerifyClientCert";
  readonly client_ca_file: string;
}

export const serverTls: ServerTls = Object.freeze({
  cert_file: tlsPaths.serverCertificate,
  key_file: tlsPaths.serverKey,
  client_auth_type: "RequireAndVerifyClientCert",
  client_ca_file: tlsPaths.clientCa,
});

export function tlsOf({ tls, tlsNames }: PipelineSettings): Tls | undefined {
  if (tls === "off") return undefined;
  return { serverName: tls === "files" ? tlsNames[0] : undefined };
}

export function clientTls({ serverName }: Tls): ClientTls {
  return {
    ca_file: tlsPaths.ca,
    cert_file: tlsPaths.clientCertificate,
    key_file: tlsPaths.clientKey,
    ...(serverName === undefined ? {} : { server_name: serverName }),
  };
}

/** Web configuration of Prometheus and Alertmanager, and the client configuration of their health checks. */
export function webFiles(
  tls: Tls | undefined,
  paths: { web: string; probe: string },
): Record<string, string> {
  if (tls === undefined) return {};
  return {
    [paths.web]: toYaml({ tls_server_config: serverTls }),
    [paths.probe]: toYaml({ tls_config: clientTls(tls) }),
  };
}

/** All names under which clients reach the servers of the stack. The certificate must contain them. */
export function serverNames(settings: PipelineSettings): string[] {
  const own = having("servesTls").map(({ endpoint }) => endpoint.host);
  const everywhere = ["0.0.0.0", "::"].includes(settings.bindAddress);
  return [
    ...new Set([
      "localhost",
      "127.0.0.1",
      "::1",
      ...(everywhere ? [] : [settings.bindAddress]),
      settings.hostName,
      ...own,
      ...settings.tlsNames,
      ...(settings.gatewayEndpoint === "" ? [] : [hostOf(settings.gatewayEndpoint)]),
    ]),
  ];
}
