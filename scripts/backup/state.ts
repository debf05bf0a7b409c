import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/attach";
import type { Pulumi } from "../stack/cli";
import { exportState } from "../stack/state";
import type { StoredFile } from "./manifest";

/**
 * What the data is of little use without on another machine: the stack's state, where Grafana's password and key are,
 * encrypted as Pulumi has them, and its settings. The passphrase is not among them.
 */
export function storeState(pulumi: Pulumi, stack: string, folder: string): StoredFile[] {
  const settings = `Pulumi.${stack}.yaml`;
  const found = join(root, settings);
  return [
    write(folder, "state.json", exportState(pulumi, stack)),
    ...(existsSync(found) ? [write(folder, settings, readFileSync(found, "utf8"))] : []),
  ];
}

function write(folder: string, file: string, text: string): StoredFile {
  writeFileSync(join(folder, file), text, { mode: 0o600, flag: "wx", flush: true });
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { file, bytes: Buffer.byteLength(text), sha256 };
}
