import { isDeepStrictEqual } from "node:util";
import { withoutContentHash } from "../../components/render/content-hash";

type Inputs = Readonly<Record<string, unknown>>;

const SECRET = "[secret]";
const LONGEST_VALUE = 160;

/**
 * How one input of a resource differs, in Markdown; empty where it does not, or where another input says the same.
 */
export function difference(key: string, before: Inputs, after: Inputs): string {
  const [old, next] = [before[key], after[key]];
  if (isDeepStrictEqual(old, next)) return "";
  if (key === "memorySwap" && next === after["memory"]) return "";
  if (key === "uploads") return "";
  if (key === "memory") return `memory limit ${show(old)} → ${show(next)} MiB`;
  if (isSecret(old) || isSecret(next)) return `\`${key}\`: a secret changed`;
  if (key === "ports") return ports(list(old), list(next));
  if (["command", "envs"].includes(key)) return words(key, list(old), list(next));
  if (["volumes", "mounts", "hosts", "labels"].includes(key)) {
    return words(key, list(old).map(flat), list(next).map(flat));
  }
  return `\`${key}\`: ${show(old)} → ${show(next)}`;
}

/** A value as code, short enough for a line. */
export function show(value: unknown): string {
  if (value === undefined) return "none";
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ");
  const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  return short.includes("`") ? `\`\` ${short} \`\`` : `\`${short}\``;
}

function ports(old: readonly unknown[], next: readonly unknown[]): string {
  const published = (all: readonly unknown[]) =>
    new Map(
      (all as { internal: number; external?: number; ip?: string }[]).map((port) => [
        port.internal,
        `${port.ip ?? ""}:${port.external ?? ""}`,
      ]),
    );
  const [before, after] = [published(old), published(next)];
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .filter((internal) => before.get(internal) !== after.get(internal))
    .map((internal) => `${show(before.get(internal))} → ${show(after.get(internal))}`);
  return `published port ${changed.join(", ")}`;
}

function words(key: string, old: readonly unknown[], next: readonly unknown[]): string {
  const [before, after] = [old.map(String), next.map(String)];
  const gone = before.filter((word) => !after.includes(word));
  const come = after.filter((word) => !before.includes(word));
  const sameButHash = isDeepStrictEqual(gone.map(withoutContentHash), come.map(withoutContentHash));
  if (sameButHash && gone.length > 0) {
    return `\`${key}\`: its files have another content, and with it another path`;
  }
  const parts = [
    ...gone.filter((word) => !hasTwin(word, come)).map((word) => `without ${show(word)}`),
    ...come.filter((word) => !hasTwin(word, gone)).map((word) => `with ${show(word)}`),
  ];
  return `\`${key}\`: ${parts.length === 0 ? "in another order" : parts.join(", ")}`;
}

/** Whether the same word is there with another hash, which is no news by itself. */
function hasTwin(word: string, others: readonly string[]): boolean {
  return others.some((other) => withoutContentHash(other) === withoutContentHash(word));
}

function flat(item: unknown): string {
  if (typeof item !== "object" || item === null) return String(item);
  return Object.entries(item)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => `${key}=${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(" ");
}

export function isSecret(value: unknown): boolean {
  return value === SECRET;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
