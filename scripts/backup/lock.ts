import { root, type Attached } from "../stack/attach";
import { ask, type Pulumi } from "../stack/cli";
import { readLocks } from "../stack/locks";
import { UserError } from "../../components/problem";

/**
 * Pulumi keeps a second update out by a lock, and tells of it only who asks for one. Where the state is in files the
 * lock is one of them; Pulumi Cloud says that an update is in progress.
 *
 * @throws UserError while an `up` or `down` works on the stack.
 */
export function refuseWhileUpdating({ backend, pulumi }: Attached, stack: string): void {
  const { stateFolder } = backend;
  const locked =
    stateFolder === undefined
      ? updates(pulumi, stack)
      : Object.values(readLocks(stateFolder, stack)).flat().length > 0;
  if (!locked) return;
  throw new UserError(
    `Nothing was touched: the stack ${stack} is locked, because an up or down works on it, or was killed. Wait for its end; ` +
      `where none runs any more: npm run pulumi -- cancel --yes --stack ${stack}, then npm run up -- --stack ${stack}`,
  );
}

function updates(pulumi: Pulumi, stack: string): boolean {
  const { status, output } = ask(pulumi, root, ["stack", "ls", "--json"]);
  if (status !== 0) throw new UserError("The stacks cannot be listed.");
  return (JSON.parse(output) as { name: string; updateInProgress?: boolean }[]).some(
    ({ name, updateInProgress }) => name.split("/").at(-1) === stack && updateInProgress === true,
  );
}
