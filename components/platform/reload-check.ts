import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { ConfigFiles } from "./config-files";
import { EngineError } from "../engine/error";
import { beforeCreate, known } from "./hooks";
import { sanitizedOutput } from "./sanitized-output";
import { RunningService } from "../engine/running-service";
import type { Service } from "./service";
import type { StackContext } from "./types";

const WITHIN_MS = 60_000;
const PAUSE_MS = 500;

/** The service has looked at the new files, and refused them; the message is what it said of them. */
export class RefusedFiles extends Error {
  override readonly name = "RefusedFiles";
}

/**
 * How a service tells that it runs what its files say now. It ends when it does, gives the reason each time that it does
 * not yet, and throws RefusedFiles when waiting is of no use.
 */
export type ReloadCheck = (service: RunningService) => AsyncGenerator<string, void>;

export interface ReloadCheckArgs {
  readonly context: Pick<StackContext, "client" | "platform">;
  /** What the service takes up while it runs. */
  readonly files: ConfigFiles;
  readonly service: Service;
  readonly reloadCheck: ReloadCheck;
}

/**
 * The resource that stands for "the service runs these files": made anew whenever they are written. Where the service does
 * not confirm it, the update fails, the resource is not there, and the next update asks again. In a Swarm there is none: the
 * tasks are new ones, which have read them at their start.
 */
export function waitForReload(
  name: string,
  { context, files, service, reloadCheck }: ReloadCheckArgs,
  parent: pulumi.Resource,
): void {
  if (!context.platform.reloadsInPlace) return;
  new random.RandomId(
    name,
    {
      byteLength: 4,
      keepers: { written: pulumi.all(files.populators.map(({ id }) => id)).apply(String) },
    },
    {
      parent,
      dependsOn: service.deployed,
      ...beforeCreate(async () => {
        const container = await known(service.deployed.name);
        await waitFor(new RunningService(context.client, container), reloadCheck);
      }),
    },
  );
}

/** @throws Error with the service's own words where it does not confirm within a minute. */
export async function waitFor(
  service: RunningService,
  reloadCheck: ReloadCheck,
  withinMs = WITHIN_MS,
): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    let reason: string | undefined;
    try {
      reason = await lastReason(reloadCheck(service), end);
      if (reason === undefined) return;
    } catch (error) {
      if (error instanceof RefusedFiles) throw refused(service, error.message);
      if (!(error instanceof EngineError)) throw error;
      const silence = await service.silence();
      if (silence !== undefined) throw unconfirmed(service, silence);
      reason = error.message;
    }
    if (Date.now() > end) throw unconfirmed(service, `after ${withinMs / 1000} s: ${reason}`);
    await sleep(PAUSE_MS);
  }
}

/** Why it is not confirmed when the time is over; undefined where it is. */
async function lastReason(
  reasons: AsyncGenerator<string, void>,
  end: number,
): Promise<string | undefined> {
  for await (const reason of reasons) {
    if (Date.now() > end) return reason;
    await sleep(PAUSE_MS);
  }
  return undefined;
}

function refused({ container }: RunningService, words: string): Error {
  return new Error(
    [
      `${container} rejected its new files and keeps its previous configuration:`,
      sanitizedOutput(words),
      "A restart would fail on these files. Fix the reported problem, then run the update again.",
    ].join("\n"),
  );
}

function unconfirmed({ container }: RunningService, reason: string): Error {
  return new Error(
    [
      `${container} has not confirmed that it runs its new files:`,
      sanitizedOutput(reason),
      "They are in place, and it may still load them. If a reason is given, fix it. Then run the update again, which repeats the check.",
    ].join("\n"),
  );
}
