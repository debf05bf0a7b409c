import type { PublishedPort } from "../platform/types";
import type { DataService } from "../settings/data-owners";
import type { DiskBudget } from "../settings/disk-budgets";
import type { PipelineSettings } from "../settings/schema";
import type { PlacementRequirements } from "./placement";

/** What a stack is about to ask of the engine. */
export interface EngineRequirements {
  /** Where it is to be services of a Swarm, of which the engine has to be a manager: what they ask of its nodes. */
  readonly swarm: PlacementRequirements | undefined;
  /** Whether its data volumes outlive it. */
  readonly protectData: boolean;
  /** What this stack's own containers are labelled with: what they hold already is no obstacle. */
  readonly namePrefix: string;
  readonly bindAddress: string;
  readonly ports: readonly (PublishedPort & { setting: string })[];
  readonly images: readonly string[];
  /** Volumes that have to be there already, by the service that is to use them. */
  readonly dataVolumes: PipelineSettings["dataVolumes"];
  /** Directories of the host that have to be there, each with its setting. */
  readonly directories: readonly { readonly setting: string; readonly path: string }[];
  /** Services that run here and keep data. */
  readonly dataServices: readonly DataService[];
  /** How far each volume may grow. */
  readonly budgets: readonly DiskBudget[];
  /** Whether somebody has chosen that, and they are not the defaults. */
  readonly choosesBudgets: boolean;
  /** API versions that a setting asks for, with the setting. */
  readonly apis: readonly { readonly version: string; readonly setting: string }[];
}
