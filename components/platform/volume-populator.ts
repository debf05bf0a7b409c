import type * as docker from "@pulumi/docker";
import { STACK_LABEL } from "../settings/labels";
import type { StackContext } from "./types";

/**
 * What the containers have in common that only put something into a volume. They hold no port, no
 * network and no process; `mustRun: false` keeps the provider from seeing that as a fault.
 */
export function populatorDefaults({
  namePrefix,
  busyboxImage,
}: Pick<StackContext, "namePrefix" | "busyboxImage">) {
  return {
    image: busyboxImage,
    start: false,
    mustRun: false,
    restart: "no",
    networkMode: "none",
    labels: [{ label: STACK_LABEL, value: namePrefix }],
    securityOpts: ["no-new-privileges:true"],
  } satisfies Partial<docker.ContainerArgs>;
}
