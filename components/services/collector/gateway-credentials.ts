import type * as pulumi from "@pulumi/pulumi";
import { ConfigFiles } from "../../platform/config-files";
import type { StackContext } from "../../platform/types";
import { dataOwners } from "../../settings/data-owners";
import type { RemoteGateway } from "../../plan/plan";
import { CREDENTIALS_PATH, credentialPaths } from "./remote-gateway";

/** What an agent on another host trusts, and what it shows, in PEM. */
export interface GatewayAccess {
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
    access: GatewayAccess | undefined;
  },
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const { context, remoteGateway, access } = args;
  if (remoteGateway === undefined || access === undefined) return [];
  const shown =
    remoteGateway.auth === "token"
      ? { [credentialPaths.token]: access.token }
      : {
          [credentialPaths.clientCertificate]: access.clientCertificate,
          [credentialPaths.clientKey]: access.clientKey,
        };
  return [
    new ConfigFiles(
      name,
      {
        context,
        purpose: "agent-credentials",
        files: { [credentialPaths.ca]: access.ca, ...shown },
        mountPath: CREDENTIALS_PATH,
        onlyFor: dataOwners.agent,
      },
      opts,
    ),
  ];
}
