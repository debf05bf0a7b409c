import { randomBytes } from "node:crypto";
import { CHECK_LABEL, STACK_LABEL } from "../settings/labels";
import {
  asText,
  removeContainer,
  startContainer,
  writeFiles,
  type ContainerFile,
} from "./containers";
import type { EngineClient } from "./client";

const MIB = 2 ** 20;
const MEMORY_MIB = 512;
const ENDS_WITHIN_MS = 120_000;

/** A program that is run once on files that nothing else has seen yet. */
export interface ConfigCheckRun {
  readonly namePrefix: string;
  /** What is tried; with the prefix, the beginning of the container's name. */
  readonly purpose: string;
  readonly image: string;
  /** Left out, the image's own. */
  readonly entrypoint?: readonly string[] | undefined;
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, ContainerFile>>;
  readonly directories: readonly string[];
  /** Volumes that it may read: name to path. */
  readonly volumes: Readonly<Record<string, string>>;
}

/**
 * Runs a program in a container of its own, without a network, and removes it. What a run that was killed left behind
 * goes first.
 *
 * @returns its exit status and what it printed.
 */
export async function runConfigCheck(
  client: EngineClient,
  check: ConfigCheckRun,
): Promise<{ status: number; printed: string }> {
  const mark = `${check.namePrefix}-${check.purpose}`;
  await removeLeftovers(client, mark);
  const { Id } = await client.post<{ Id: string }>("/containers/create", {
    query: { name: `${mark}-check-${randomBytes(4).toString("hex")}` },
    body: description(check, mark),
  });
  try {
    await writeFiles(client, Id, check.files, check.directories);
    await startContainer(client, Id);
    const { StatusCode } = await client.post<{ StatusCode: number }>(`/containers/${Id}/wait`, {
      withinMs: ENDS_WITHIN_MS,
    });
    const printed = await client.get<unknown>(`/containers/${Id}/logs`, {
      query: { stdout: "true", stderr: "true", tail: "200" },
    });
    return { status: StatusCode, printed: asText(printed) };
  } finally {
    await removeContainer(client, Id);
  }
}

async function removeLeftovers(client: EngineClient, mark: string): Promise<void> {
  const left = await client.get<{ Id: string }[]>("/containers/json", {
    query: { all: "true", filters: JSON.stringify({ label: [`${CHECK_LABEL}=${mark}`] }) },
  });
  await Promise.all(left.map(({ Id }) => removeContainer(client, Id)));
}

/** As hard as the services; but the root file system can be written, because Docker takes no files into another. */
function description(check: ConfigCheckRun, mark: string): object {
  return {
    Image: check.image,
    ...(check.entrypoint === undefined ? {} : { Entrypoint: check.entrypoint }),
    Cmd: check.command,
    // Without a terminal the engine mixes the output with its own framing.
    Tty: true,
    Labels: { [STACK_LABEL]: check.namePrefix, [CHECK_LABEL]: mark },
    Healthcheck: { Test: ["NONE"] },
    HostConfig: {
      NetworkMode: "none",
      Memory: MEMORY_MIB * MIB,
      MemorySwap: MEMORY_MIB * MIB,
      PidsLimit: 256,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges:true"],
      RestartPolicy: { Name: "no" },
      // Read through the API only, and collected by no agent: a program may repeat a secret of the files that it refuses.
      LogConfig: { Type: "local", Config: { "max-size": "10m" } },
      Mounts: Object.entries(check.volumes).map(([Source, Target]) => ({
        Type: "volume",
        Source,
        Target,
        ReadOnly: true,
      })),
    },
  };
}
