import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../errors";
import { pulumiCommand } from "../pulumi-command";

/** For a container that does one thing and ends: the provider waits for its end and keeps what it printed. */
export const RUNS_ONCE = {
  attach: true,
  logs: true,
  // Docker frames what a program prints where there is no terminal.
  tty: true,
  mustRun: false,
  restart: "no",
} satisfies Partial<docker.ContainerArgs>;

/** How a container ended that should have ended well. */
export interface BadEnd {
  readonly status: number;
  readonly said: string;
  /** The command that runs it again though nothing of it has changed. */
  readonly again: string;
}

/** Known when the container has ended well. Else it fails with these lines: the provider takes any end for a good one. */
export function endedWell(
  container: docker.Container,
  tell: (end: BadEnd) => readonly string[],
): pulumi.Output<void> {
  const exitCode = container.exitCode as pulumi.Output<number | undefined>;
  const logs = container.containerLogs as pulumi.Output<string | undefined>;
  return pulumi
    .all([exitCode, logs, container.urn, container.id])
    .apply(([status = 0, said = "", urn]) => {
      if (status === 0) return;
      const end = { status, said: said.replaceAll("\r", "").trim() };
      throw refusal(tell({ ...end, again: pulumiCommand(`up --replace '${urn}'`) }).join("\n"));
    });
}
