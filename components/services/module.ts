import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan";
import type { Mount, StackContext } from "../platform/types";
import type { Files } from "../render/content-hash";
import type { PipelineSettings, SettingName } from "../settings/schema";
import type { ServiceName } from "../settings/services";

/** Where a service is deployed. */
export interface Site {
  readonly context: StackContext;
  /** The volume with what other projects add to the stack, made when it is first mounted. */
  readonly extensions: () => Mount;
}

/** What a service has to report to the stack's users. */
export interface Deployed {
  readonly grafanaAdminPassword?: pulumi.Output<string>;
}

/** A service in terms of the plan: what is written for it, and what is registered for it. */
export interface ServiceModule {
  readonly name: ServiceName;
  /** Every file that is written for it, by path, but for secrets. No engine is queried. */
  readonly files: (plan: Plan) => Files;
  readonly deploy: (plan: Plan, site: Site, opts: pulumi.ComponentResourceOptions) => Deployed;
}

type NameOf<Value> = {
  [Name in SettingName]: PipelineSettings[Name] extends Value ? Name : never;
}[SettingName];

/** The image and the memory limit of a service's container. */
export function container(
  { settings }: Pick<Plan, "settings">,
  manifest: { readonly image: NameOf<string>; readonly memory: NameOf<number> },
) {
  return { image: settings[manifest.image], memoryMiB: settings[manifest.memory] };
}
