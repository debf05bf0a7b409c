import type * as pulumi from "@pulumi/pulumi";
import { ConfigFiles } from "../../platform/config-files";
import type { StackContext } from "../../platform/types";
import { dataOwners } from "../../settings/data-owners";
import type { RemoteGateway } from "../../plan/plan";
import { CREDENTIALS_PATH, credentialPaths } from "./remote-gateway";

/**
 * Credentials of an agent on another host: the CA that it trusts, and its own token or certificate and key.
 * Certificates and keys are in PEM.
 */
export interface GatewayCredentials {
  /** Certificate of the CA that issued the gateway's certificate. */
  readonly ca: pulumi.Input<string>;
  readonly token: pulumi.Input<string>;
  readonly clientCertificate: pulumi.Input<string>;
  readonly clientKey: pulumi.Input<string>;
}

/**
 * Creates one volume with these files, readable only by the agent. Returns nothing if the gateway is on the same host.
 */
export function gatewayCredentials(
  name: string,
  args: {
    context: StackContext;
    remoteGateway: RemoteGateway | undefined;
    credentials: GatewayCredentials | undefined;
  },
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const { context, remoteGateway, credentials } = args;
  if (remoteGateway === undefined || credentials === undefined) return [];
  const shown =
    remoteGateway.auth === "token"
      ? { [credentialPaths.token]: credentials.token }
      : {
          [credentialPaths.clientCertificate]: credentials.clientCertificate,
          [credentialPaths.clientKey]: credentials.clientKey,
        };
  return [
    new ConfigFiles(
      name,
      {
        context,
        purpose: "agent-credentials",
        files: { [credentialPaths.ca]: credentials.ca, ...shown },
        mountPath: CREDENTIALS_PATH,
        onlyFor: dataOwners.agent,
      },
      opts,
    ),
  ];
}
