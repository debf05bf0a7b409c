import type * as pulumi from "@pulumi/pulumi";
import { ConfigFiles } from "../../platform/config-files";
import type { StackContext } from "../../platform/types";
import { dataOwners } from "../../settings/data-owners";
import type { RemoteGateway } from "../../plan/plan";
import { CREDENTIALS_PATH, credentialPaths } from "./remote-gateway";

/** What an agent on another host trusts, and what it shows, in PEM. */
export interface GatewayCredentials {
  /** Certificate of who signed the gateway's. */
  readonly ca: pulumi.Input<string>;
  readonly token: pulumi.Input<string>;
  readonly clientCertificate: pulumi.Input<string>;
  readonly clientKey: pulumi.Input<string>;
}

/** The files of it, for the agent alone: one volume, or none where the gateway is beside it. */
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
