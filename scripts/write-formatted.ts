import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

/** Writes a generated file in the form that `npm run check` requires. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  writeFileSync(file, await formatted(file, text));
}

/** Formats text as `npm run check` requires of a file. */
export async function formatted(file: string, text: string): Promise<string> {
  const options = await resolveConfig(file);
  return format(text, { ...options, filepath: file });
}
