import type * as pulumi from "@pulumi/pulumi";
import type { Mount, HealthCheckPart } from "./types";

/** The volumes of the probe's parts as its image fills them. */
export function filled(
  parts: readonly HealthCheckPart[],
  volumeName: (part: HealthCheckPart) => pulumi.Output<string>,
): Mount[] {
  return parts.map((part) => ({
    volumeName: volumeName(part),
    containerPath: part.source,
    readOnly: false,
  }));
}

/** The same as services are given them. */
export function injected(
  parts: readonly HealthCheckPart[],
  volumeName: (part: HealthCheckPart) => pulumi.Output<string>,
): Mount[] {
  return parts.map((part) => ({
    volumeName: volumeName(part),
    containerPath: part.target,
    readOnly: true,
  }));
}
