import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explain, type Explanation } from "../../../scripts/explain/explanation";
import { readPreview } from "../../../scripts/explain/preview";

/** What `pulumi preview --json` printed for a real stack, cut down to what is read of it. */
const saved = (name: string) => join(__dirname, "previews", `${name}.json`);
export const explained = (name: string) => explain(readPreview(saved(name)), "unused");
export const effects = ({ services }: Explanation) =>
  Object.fromEntries(services.map(({ service, effect }) => [service, effect]));
export const of = ({ services }: Explanation, name: string) =>
  services.find(({ service }) => service === name);

/** A preview with one step changed. */
export function altered(name: string, change: (preview: Changeable) => void): Explanation {
  const preview = JSON.parse(readFileSync(saved(name), "utf8")) as Changeable;
  change(preview);
  const file = join(mkdtempSync(join(tmpdir(), "preview-")), "preview.json");
  writeFileSync(file, JSON.stringify(preview));
  return explain(readPreview(file), "unused");
}

interface Changeable {
  steps: ChangeableStep[];
  diagnostics?: { message: string; severity: string }[];
  changeSummary: Record<string, number>;
}

export interface ChangeableState {
  type: string;
  custom?: boolean;
  id?: string;
  delete?: boolean;
  retainOnDelete?: boolean;
  inputs?: { name?: string; volumes?: { volumeName?: string; containerPath: string }[] };
}

export interface ChangeableStep {
  op: string;
  urn: string;
  oldState?: ChangeableState;
  newState?: ChangeableState;
}
