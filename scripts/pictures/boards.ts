import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/attach";

/** From the project's root. */
export const FOLDER = "docs/pictures";
/** Of each picture, the digest of the board that it shows. */
export const RECORD = `${FOLDER}/boards.json`;

/** A dashboard, and what is chosen in it for its picture. */
export interface Board {
  readonly uid: string;
  /** PREFIX stands for the stack's name prefix. */
  readonly variables: Readonly<Record<string, string>>;
  /** The golden stack that has it, and the setting that it needs, if that is not the default. */
  readonly optional?: { readonly golden: string; readonly needs: string };
}

export const BOARDS: readonly Board[] = [
  { uid: "overview", variables: {} },
  { uid: "containers", variables: {} },
  { uid: "container", variables: { container: "PREFIX-demo-cart" } },
  { uid: "docker-host", variables: {} },
  { uid: "services", variables: { slower: "50ms" } },
  { uid: "logs", variables: {} },
  { uid: "pipeline", variables: {} },
  {
    uid: "docker-daemon",
    variables: {},
    optional: { golden: "everything-set", needs: "engineMetricsTarget" },
  },
];

/** The board as the program renders it: its golden file. */
export function goldenBoard(uid: string): string {
  const stack = BOARDS.find((board) => board.uid === uid)?.optional?.golden ?? "defaults";
  return readFileSync(
    join(root, "tests", "golden", stack, "grafana", "dashboards", `${uid}.json`),
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

/** Digests of the boards as the pictures show them. */
export function recorded(): Readonly<Record<string, string>> {
  const file = join(root, RECORD);
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
}

/** Whether the picture shows the board as it is now. */
export function isCurrent(uid: string): boolean {
  return recorded()[uid] === digestOf(uid);
}
