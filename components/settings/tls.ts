import { toYaml } from "../render/yaml";
import { having } from "../services";
import { hostOf } from "./host-checks";
import type { PipelineSettings } from "./schema";

/** Where a service that speaks TLS has its files: a volume of its own, which its user alone may read. */
export const TLS_PATH = "/tls";

export const tlsPaths = Object.freeze({
  /** Whose servers are trusted. */
  ca: `${TLS_PATH}/ca.crt`,
  /** Whose clients are let in. */
  clientCa: `${TLS_PATH}/client-ca.crt`,
  serverCertificate: `${TLS_PATH}/server.crt`,
  serverKey: `${TLS_PATH}/server.key`,
  clientCertificate: `${TLS_PATH}/client.crt`,
  clientKey: `${TLS_PATH}/client.key`,
  otlpToken: `${TLS_PATH}/otlp-token`,
});

/** How the stack's services know each other. Undefined where they speak plain HTTP. */
export interface Tls {
  /** The name to find in a server's certificate. Undefined: the one by which the server is reached. */
  readonly serverName: string | undefined;
}

/** A client's side, as Prometheus, Tempo, promtool and amtool spell it. */
export interface ClientTls {
  readonly ca_file: string;
  readonly cert_file: string;
  readonly key_file: string;
  readonly server_name?: string;
}

/** A server's side, as Prometheus, Alertmanager, Tempo and Loki spell it. */
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

/** What Prometheus and Alertmanager read about their own server, and what their probe does to be let in. */
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

/** Every name by which a server of the stack is reached: what its certificate has to be for. */
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
