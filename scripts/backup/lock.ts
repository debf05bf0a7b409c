import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { root, type Attached } from "../stack/attach";
import { ask } from "../stack/cli";
import { Refusal } from "../stack/refusal";

/**
 * Pulumi keeps a second update out by a lock, and tells of it only who asks for one. Where the state is in files the
 * lock is one of them; Pulumi Cloud says that an update is in progress.
 *
 * @throws Refusal while an `up` or `down` works on the stack.
 */
export function refuseWhileUpdating({ pulumi }: Attached, stack: string): void {
  const told = (words: readonly string[]) => {
    const { status, output } = ask(pulumi, root, words);
    if (status !== 0) throw new Refusal(`pulumi ${words.join(" ")} failed.`);
    return JSON.parse(output) as unknown;
  };
  const { url = "" } = told(["whoami", "--verbose", "--json"]) as { url?: string };
  const updating = url.startsWith("file:")
    ? locks(url, stack).length > 0
    : (told(["stack", "ls", "--json"]) as { name: string; updateInProgress?: boolean }[]).some(
        ({ name, updateInProgress }) =>
          name.split("/").at(-1) === stack && updateInProgress === true,
      );
  if (!updating) return;
  throw new Refusal(
    `Nothing was touched: the stack ${stack} is locked, because an up or down works on it, or was killed. Wait for its end; ` +
      `where none runs any more: npm run pulumi -- cancel --yes --stack ${stack}, then npm run up -- --stack ${stack}`,
  );
}

function locks(url: string, stack: string): string[] {
  const { name } = load(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { name: string };
  const base = url.startsWith("file://~")
    ? join(process.env["HOME"] ?? "", url.slice("file://~".length))
    : fileURLToPath(url);
  const folder = join(base, ".pulumi", "locks", "organization", name, stack);
  return existsSync(folder) ? readdirSync(folder) : [];
}
