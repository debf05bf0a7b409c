const MOST_LINES = 20;
const LONGEST_LINE = 400;
/** Shorter parts of a secret are no secret by themselves, and stand in every other text. */
const SHORTEST_SECRET = 6;

/** The end of what a program printed, fit for a message: no colours, no empty lines, nothing of these secrets. */
export function sanitizedOutput(printed: string, secrets: readonly string[] = []): string {
  const hidden = secrets
    .flatMap((secret) => secret.split(/[\s"']+/))
    .filter((part) => part.length >= SHORTEST_SECRET && !part.endsWith(":"));
  const shown = hidden.reduce((text, part) => text.replaceAll(part, "[secret]"), printed);
  return shown
    .replaceAll("\r", "")
    .replace(COLOUR, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-MOST_LINES)
    .map((line) => `  ${line.slice(0, LONGEST_LINE)}`)
    .join("\n");
}

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
