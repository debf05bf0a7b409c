import { root } from "./attach";
import { ask, type Pulumi } from "./cli";
import { UserError } from "../../components/problem";

/**
 * A stack's state as JSON, its secrets encrypted.
 *
 * @throws UserError where it cannot be read.
 */
export function exportState(pulumi: Pulumi, stack: string): string {
  const { status, output } = ask(pulumi, root, ["stack", "export", "--stack", stack]);
  if (status !== 0) throw new UserError(`The state of the stack ${stack} cannot be read.`);
  return output;
}
