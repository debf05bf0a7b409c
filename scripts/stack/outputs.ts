import type * as pulumi from "@pulumi/pulumi";
import type { StackOutputs } from "../../components/outputs";
import { ask, type Pulumi } from "./cli";
import { UserError } from "../../components/problem";

/** A stack's outputs as a program reads them: secrets in clear. */
export type Outputs = { readonly [Name in keyof StackOutputs]: pulumi.Unwrap<StackOutputs[Name]> };

/**
 * The outputs of a stack that has been brought up; undefined where it never was.
 *
 * @throws UserError where they cannot be read, or come from a version of this project that told less.
 */
export function readOutputs(pulumi: Pulumi, root: string, stack: string): Outputs | undefined {
  const words = ["stack", "output", "--json", "--show-secrets", "--stack", stack];
  const { status, output } = ask(pulumi, root, words);
  if (status !== 0) throw new UserError(`The outputs of the stack ${stack} cannot be read.`);
  const found = JSON.parse(output) as Partial<Outputs>;
  return found.networkName === undefined ? undefined : (found as Outputs);
}

/** As `readOutputs`, for a command that needs a running stack. */
export function requireOutputs(pulumi: Pulumi, root: string, stack: string): Outputs {
  const outputs = readOutputs(pulumi, root, stack);
  if (outputs === undefined) {
    throw new UserError(
      `The stack ${stack} is not up. Bring it up with: npm run up -- --stack ${stack}`,
    );
  }
  // Names that came with this version.
  const missing = (["namePrefix", "hostName", "signals"] as const).filter(
    (name) => !Object.hasOwn(outputs, name),
  );
  if (missing.length > 0) {
    throw new UserError(
      `The stack ${stack} was brought up by an older version, which has no output ${missing.join(", ")}. ` +
        `Update it with: npm run up -- --stack ${stack}`,
    );
  }
  return outputs;
}
