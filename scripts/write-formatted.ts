import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

/** Writes a generated file in the form that `npm run check` requires. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  const options = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...options, filepath: file }));
}
