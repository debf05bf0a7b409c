import { setTimeout as sleep } from "node:timers/promises";
import type { EngineClient } from "../../components/engine/client";
import { UserError } from "../../components/problem";

/** Longer than any service is given to write down what it holds. */
const STOPPED_WITHIN_MS = 300_000;
const HEALTHY_WITHIN_MS = 180_000;
const PAUSE_MS = 250;
/** So often has the engine begun it anew when it will not come up. */
const RESTARTS = 3;

interface State {
  readonly Id: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Running: boolean;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string };
  };
}

/**
 * Stops a service, in its own time, for as long as the work takes. It is always started again, and healthy in the end
 * unless the whole was aborted.
 *
 * @throws UserError where somebody started it meanwhile: what was read then is of no use.
 */
export async function whileStopped<T>(
  client: EngineClient,
  container: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly downMs: number }> {
  signal.throwIfAborted();
  const begun = Date.now();
  const before = await stateOf(client, container);
  let result: T;
  try {
    await stop(client, container);
    signal.throwIfAborted();
    result = await work();
    const after = await stateOf(client, container);
    if (
      after.Id !== before.Id ||
      after.State.Running ||
      after.State.StartedAt !== before.State.StartedAt
    ) {
      throw new UserError(
        `${container} was started by another command, such as up, during the copy. Wait for that command, then try again.`,
      );
    }
  } finally {
    await start(client, container);
  }
  await untilHealthy(client, container, signal);
  return { result, downMs: Date.now() - begun };
}

/** Ends it, in the time that it was given for that; one that does not run is fine. */
export async function stop(client: EngineClient, container: string): Promise<void> {
  await client.post(`/containers/${container}/stop`, { withinMs: STOPPED_WITHIN_MS });
}

/** Starts it; one that runs already is fine. */
export async function start(client: EngineClient, container: string): Promise<void> {
  await client.post(`/containers/${container}/start`);
}

/** @throws UserError where it does not become healthy, or ends again and again. */
export async function untilHealthy(
  client: EngineClient,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    const { State, RestartCount } = await stateOf(client, container);
    if (State.Running && (State.Health === undefined || State.Health.Status === "healthy")) return;
    signal.throwIfAborted();
    const ends = RestartCount >= RESTARTS;
    if (ends || Date.now() > end) {
      throw new UserError(
        `${container} ${ends ? "ends again and again" : `is not healthy after ${HEALTHY_WITHIN_MS / 1000} s`}. Why: docker logs ${container}`,
      );
    }
    await sleep(PAUSE_MS);
  }
}

function stateOf(client: EngineClient, container: string): Promise<State> {
  return client.get<State>(`/containers/${container}/json`);
}
