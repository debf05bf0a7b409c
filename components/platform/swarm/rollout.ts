import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { shortHash } from "../../render/content-hash";
import type { EngineClient } from "../../engine/client";
import { beforeCreate, known } from "../hooks";
import { sanitizedOutput } from "../sanitized-output";
import type { StackContext } from "../types";
import { openNodes } from "../../preflight/placement";

const PAUSE_MS = 1000;
const WITHIN_MS = 600_000;
/** A service that has never run does so within this time, or says why not. */
const FIRST_WITHIN_MS = 240_000;

/** A service as the engine's API tells of it, as far as it is asked for here. */
interface SwarmServiceState {
  readonly ID: string;
  readonly Spec: { readonly TaskTemplate: TaskSpec };
  readonly PreviousSpec?: object;
  readonly UpdateStatus?: { readonly State?: string; readonly Message?: string };
}

interface TaskSpec {
  readonly ContainerSpec?: object;
  readonly Resources?: object;
}

interface Task {
  readonly DesiredState: string;
  readonly NodeID?: string;
  readonly Spec: TaskSpec;
  readonly Status: { readonly State: string; readonly Err?: string; readonly Timestamp?: string };
}

export interface RolloutArgs {
  readonly context: Pick<StackContext, "client">;
  readonly service: docker.Service;
  readonly spec: docker.ServiceArgs;
  readonly tasks: TaskCount;
}

/** How many tasks of a service are to run. */
export type TaskCount = number | "on each node";

/**
 * The resource that stands for "the service runs as it is described": made anew with each change of it, and with the service. Where the Swarm has
 * gone back to what ran before, the update fails with what the tasks said, and what the earlier tasks read stays there.
 */
export function rolledOut(
  name: string,
  { context, service, spec, tasks }: RolloutArgs,
  parent: pulumi.Resource,
): pulumi.Resource {
  const described = pulumi.output(spec).apply((all) => shortHash(JSON.stringify(all)));
  return new random.RandomId(
    name,
    { byteLength: 4, keepers: { described: pulumi.unsecret(described), service: service.id } },
    {
      parent,
      dependsOn: service,
      ...beforeCreate(async () => {
        await waitForRollout(context.client, await known(service.name), tasks);
      }),
    },
  );
}

/** @throws Error with the tasks' own words where the service does not come to run as described. */
export async function waitForRollout(
  client: EngineClient,
  name: string,
  count: TaskCount,
  withinMs = WITHIN_MS,
  firstWithinMs = FIRST_WITHIN_MS,
): Promise<void> {
  const began = Date.now();
  for (;;) {
    const service = await client.get<SwarmServiceState>(`/services/${name}`);
    const tasks = await client.get<Task[]>("/tasks", {
      query: { filters: JSON.stringify({ service: [service.ID] }) },
    });
    const state = service.UpdateStatus?.State ?? "";
    if (/^rollback_(?:completed|paused)$|^paused$/.test(state)) {
      throw new Error(wentBack(name, state, tasks));
    }
    const wanted = count === "on each node" ? await openNodes(client) : count;
    if (/^(?:completed)?$/.test(state) && runs(service, tasks, wanted)) return;
    const passed = Date.now() - began;
    if (passed > (service.PreviousSpec === undefined ? firstWithinMs : withinMs)) {
      throw new Error(doesNotRun(name, passed, tasks));
    }
    await sleep(PAUSE_MS);
  }
}

/** Whether every task that is to run does, as the service is described now. */
function runs(
  service: SwarmServiceState,
  tasks: readonly Task[],
  where: number | readonly string[],
): boolean {
  const wanted = tasks.filter(({ DesiredState }) => DesiredState === "running");
  const current = wanted.every(
    ({ Spec, Status }) =>
      Status.State === "running" &&
      isDeepStrictEqual(Spec.ContainerSpec, service.Spec.TaskTemplate.ContainerSpec) &&
      isDeepStrictEqual(Spec.Resources, service.Spec.TaskTemplate.Resources),
  );
  const all =
    typeof where === "number"
      ? wanted.length === where
      : where.every((node) => wanted.some(({ NodeID }) => NodeID === node));
  return current && all;
}

function wentBack(name: string, state: string, tasks: readonly Task[]): string {
  return [
    state === "rollback_completed"
      ? `The Swarm has taken ${name} back to what ran before, because its new tasks failed:`
      : `The Swarm has stopped changing ${name}, because its tasks failed (${state}):`,
    failures(tasks),
    `Look at them with: docker service ps --no-trunc ${name}. Change the setting that stands behind it, then run the update again.`,
  ].join("\n");
}

function doesNotRun(name: string, afterMs: number, tasks: readonly Task[]): string {
  return [
    `${name} does not run as described ${Math.round(afterMs / 1000)} s after the change:`,
    failures(tasks),
    `Look at it with: docker service ps --no-trunc ${name}. Then run the update again.`,
  ].join("\n");
}

/** What the tasks said, the latest first; each thing once. */
function failures(tasks: readonly Task[]): string {
  const said = [...tasks]
    .sort((a, b) => (b.Status.Timestamp ?? "").localeCompare(a.Status.Timestamp ?? ""))
    .flatMap(({ Status: { Err, State } }) => (Err === undefined ? [] : [`${State}: ${Err}`]));
  const words = [...new Set(said)].slice(0, 3);
  return sanitizedOutput(words.length === 0 ? "its tasks say nothing" : words.join("\n"));
}
