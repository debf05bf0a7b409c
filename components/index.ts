/** The components, for projects that build on them. Importing this creates nothing. */
export { ObservabilityPipeline, type ObservabilityPipelineArgs } from "./pipeline";
export type { StackOutputs } from "./outputs";
export type { PipelineSettings } from "./settings/schema";
export { readSettings, SettingsError } from "./settings/read";
export { resolveSettings } from "./settings/resolve";
export { readEngineFacts, type EngineFacts } from "./docker/engine-facts";
export { EngineClient } from "./docker/engine-client";
export { resolveEndpoint, type EngineEndpoint } from "./docker/endpoint";
export { containerIdentity, type ContainerIdentity, type ContainerIdentityArgs } from "./identity";
export { observabilityStack, type ObservabilityStack } from "./attach/stack";
export { observedContainerArgs, type Attachment, type AttachmentArgs } from "./attach/attachment";
export {
  ObservedContainer,
  type ObservedContainerArgs,
  type ObservedContainerPort,
  type ObservedContainerVolume,
} from "./attach/observed-container";
