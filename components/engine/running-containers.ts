import { STACK_LABEL } from "../settings/labels";

/** A container as the engine lists it, as far as it can be in a stack's way. */
export interface RunningContainer {
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Ports: readonly { readonly IP?: string; readonly PublicPort?: number }[];
  readonly Mounts?: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly RW?: boolean;
  }[];
}

/** Whether it belongs to the stack of this name prefix. */
export function isOurs(container: RunningContainer, namePrefix: string): boolean {
  return container.Labels[STACK_LABEL] === namePrefix;
}

export function nameOf({ Names }: Pick<RunningContainer, "Names">): string {
  return (Names[0] ?? "").replace(/^\//, "");
}
