import type * as pulumi from "@pulumi/pulumi";
import { ObservedContainer } from "../attach/observed-container";
import { PipelineExtension } from "../attach/extension";
import { Pipeline } from "./pipeline";

/** Name of the Pulumi package: the first part of every component's type token. */
export const PACKAGE_NAME = "observability";

type ComponentClass = new (
  name: string,
  // Each checks its own arguments: they come from programs that no compiler here has seen.
  args: never,
  opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** The components that programs in any language can use. */
export const packagedComponents: readonly ComponentClass[] = [
  ObservedContainer,
  Pipeline,
  PipelineExtension,
];
