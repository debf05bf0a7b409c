import { UserError } from "../components/problem";
import { readSettings } from "../components/settings/read";

/** Returns the reasons for which settings are rejected, one sentence each; empty if the settings are valid. */
export function problems(raw: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(raw);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}
