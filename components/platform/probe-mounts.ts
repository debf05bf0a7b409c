import type * as pulumi from "@pulumi/pulumi";
import type { HealthCheckPart, Mount } from "./types";

/** A part of the probe in its volume. */
export interface PartVolume extends HealthCheckPart {
  readonly volumeName: pulumi.Output<string>;
}

/** The volumes as the probe's image fills them, and as services are given them. */
export function probeMounts(volumes: readonly PartVolume[]) {
  const mounts = (side: "source" | "target", readOnly: boolean): Mount[] =>
    volumes.map((part) => ({
      volumeName: part.volumeName,
      containerPath: part[side],
      readOnly,
    }));
  return { filled: mounts("source", false), injected: mounts("target", true) };
}
