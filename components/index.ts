/**
 * Components and helpers of container-observability, for projects that build on them. Importing this creates nothing.
 *
 * @packageDocumentation
 */
export { ObservabilityPipeline, type ObservabilityPipelineArgs } from "./pipeline";
export { Pipeline, type CollectedSignals, type DataSourceUids } from "./plugin/pipeline";
export type { PipelineArgs, PipelineHost, ScrapeTarget } from "./plugin/pipeline-args";
export type { StackOutputs } from "./outputs";
export type { PipelineSettings } from "./settings/schema";
export { readSettings } from "./settings/read";
export {
  UserError,
  UserError as SettingsError,
  type SettingChange,
  type Problem,
  type Reader,
} from "./problem";
export { resolveSettings } from "./settings/resolve";
export { preparePipeline } from "./prepare";
export type { EngineFacts } from "./engine/facts";
export { resolveEndpoint, type EngineEndpoint } from "./engine/endpoint";
export {
  containerIdentity,
  type ContainerIdentity,
  type ContainerIdentityArgs,
  type ContainerMetrics,
} from "./attach/container-identity";
export { observabilityStack, type ObservabilityStack } from "./attach/stack";
export { observedContainerArgs, type Attachment } from "./attach/attachment";
export type { AttachmentArgs } from "./attach/attachment-args";
export { ObservedContainer } from "./attach/observed-container";
export type {
  ObservedContainerArgs,
  ObservedContainerFile,
  ObservedContainerPort,
  ObservedContainerVolume,
} from "./attach/observed-container-args";
export { PipelineExtension } from "./attach/extension";
export type {
  ExtensionAlertRule,
  ExtensionScrapeTarget,
  PipelineExtensionArgs,
} from "./attach/extension-args";
