import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "./read";
import type { PipelineSettings } from "./schema";

/**
 * The settings of the stack that Pulumi is working on.
 *
 * @throws UserError with every problem of the stack's configuration.
 */
export function loadSettings(): PipelineSettings {
  const prefix = `${pulumi.getProject()}:`;
  const all: Record<string, string> = pulumi.runtime.allConfig();
  return readSettings(
    Object.fromEntries(
      Object.entries(all)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    ),
  );
}
