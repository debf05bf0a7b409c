import type * as pulumi from "@pulumi/pulumi";
import { observabilityStack } from "../attach/stack";
import type { GatewayCredentials } from "../services/collector/gateway-credentials";
import { settled } from "../plugin/plain";
import { wrongSettings } from "../problem";

/** What a host with a stack of its own has to know of the stack that it sends to. */
export interface BackendStack {
  readonly gatewayEndpoint: string;
  readonly otlpAuth: "token" | "mtls";
  readonly environment: string;
  readonly gatewayCredentials: GatewayCredentials;
}

/**
 * Reads the outputs of the stack of that name.
 *
 * @throws UserError where it is not up, or takes nothing from other hosts.
 */
export async function readBackendStack(name: string): Promise<BackendStack> {
  const stack = observabilityStack(name);
  const [gatewayEndpoint, environment, token] = await Promise.all([
    known(stack.gatewayEndpoint),
    known(stack.environment),
    known(stack.otlpToken),
  ]);
  if (gatewayEndpoint === "") {
    throw wrongSettings([
      {
        setting: "backendStack",
        message: `the stack ${name} takes nothing from other hosts: its gatewayEndpoint is empty.`,
        fix: `Set it there, to where agents reach its otlpGrpcPort, and run there: npm run up -- --stack ${name.split("/").at(-1) ?? name}`,
      },
    ]);
  }
  return {
    gatewayEndpoint,
    otlpAuth: token === "" ? "mtls" : "token",
    environment,
    gatewayCredentials: {
      ca: stack.tlsCaCertificate,
      token: stack.otlpToken,
      clientCertificate: stack.tlsClientCertificate,
      clientKey: stack.tlsClientKey,
    },
  };
}

/** Another stack's outputs are known in a preview, too. */
async function known(output: pulumi.Output<string>): Promise<string> {
  return (await settled(output)).value as string;
}
