import * as pulumi from "@pulumi/pulumi";
import { refuseMisplaced } from "./misplaced";
import { ownSettings } from "./namespace";
import { readSettings } from "./read";
import type { PipelineSettings } from "./schema";

/**
 * Reads the settings of the current stack from its Pulumi configuration.
 *
 * @throws UserError with every problem of the configuration.
 */
export function loadSettings(): PipelineSettings {
  const project = pulumi.getProject();
  const all: Record<string, string> = pulumi.runtime.allConfig();
  refuseMisplaced(Object.keys(all), project);
  return readSettings(ownSettings(all, project));
}
