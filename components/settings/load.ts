import * as pulumi from "@pulumi/pulumi";
import { refuseMisplaced } from "./misplaced";
import { readSettings } from "./read";
import type { PipelineSettings } from "./schema";

/**
 * The settings of the stack that Pulumi is working on.
 *
 * @throws UserError with every problem of the stack's configuration.
 */
export function loadSettings(): PipelineSettings {
  const project = pulumi.getProject();
  const all: Record<string, string> = pulumi.runtime.allConfig();
  refuseMisplaced(Object.keys(all), project);
  const prefix = `${project}:`;
  return readSettings(
    Object.fromEntries(
      Object.entries(all)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    ),
  );
}
