import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/attach";

/** From the project's root. */
export const FOLDER = "docs/pictures";
/** Of each picture, the digest of the board that it shows. */
export const RECORD = `${FOLDER}/boards.json`;

/** A dashboard that is there with the default settings, and what is chosen in it for its picture. */
export interface Board {
  readonly uid: string;
  /** PREFIX stands for the stack's name prefix. */
  readonly variables: Readonly<Record<string, string>>;
}

export const BOARDS: readonly Board[] = [
  { uid: "overview", variables: {} },
  { uid: "containers", variables: {} },
  { uid: "container", variables: { container: "PREFIX-demo-cart" } },
  { uid: "docker-host", variables: {} },
  { uid: "services", variables: { slower: "50ms" } },
  { uid: "logs", variables: {} },
  { uid: "pipeline", variables: {} },
];

/** The board as the default settings render it: its golden file. */
export function goldenBoard(uid: string): string {
  return readFileSync(
    join(root, "tests", "golden", "defaults", "grafana", "dashboards", `${uid}.json`),
    "utf8",
  );
}

/** Of all of the board that can be seen: not of the addresses of its links. */
export function digestOf(uid: string, text = goldenBoard(uid)): string {
  const seen = JSON.stringify(JSON.parse(text), (key, value: unknown) =>
    key === "url" ? undefined : value,
  );
  return createHash("sha256").update(seen).digest("hex").slice(0, 16);
}

/** Whether the picture shows the board as it is now. */
export function isCurrent(uid: string): boolean {
  const file = join(root, RECORD);
  if (!existsSync(file)) return false;
  const digests = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
  return digests[uid] === digestOf(uid);
}
