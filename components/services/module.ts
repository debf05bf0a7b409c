import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan";
import type { Mount, StackContext } from "../platform/types";
import type { Files } from "../render/content-hash";
import type { PipelineSettings, SettingName } from "../settings/schema";
import type { ServiceName } from "../settings/services";

/** Deployment context of a service. */
export interface Site {
  readonly context: StackContext;
  /** Returns the mount of the volume with other projects' extensions. The first call creates the volume. */
  readonly extensions: () => Mount;
}

/** Outputs of a deployed service. */
export interface Deployed {
  readonly grafanaAdminPassword?: pulumi.Output<string>;
}

/** Derives a service's files and resources from the plan. */
export interface ServiceModule {
  readonly name: ServiceName;
  /** Returns the service's files by path, without secrets. Does not query Docker Engine. */
  readonly files: (plan: Plan) => Files;
  readonly deploy: (plan: Plan, site: Site, opts: pulumi.ComponentResourceOptions) => Deployed;
}

type NameOf<Value> = {
  [Name in SettingName]: PipelineSettings[Name] extends Value ? Name : never;
}[SettingName];

/** Returns the image and the memory limit of a service's container. */
export function container(
  { settings }: Pick<Plan, "settings">,
  manifest: { readonly image: NameOf<string>; readonly memory: NameOf<number> },
) {
  return { image: settings[manifest.image], memoryMiB: settings[manifest.memory] };
}
