import { UserError } from "../components/problem";
import { readSettings } from "../components/settings/read";

/** Why settings are refused, one sentence each; none where they are taken. */
export function problems(raw: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(raw);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}
