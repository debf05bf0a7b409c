import { UserError } from "../../components/problem";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does work that has to be ended in order: a signal that would end the process aborts it instead, and what it has
 * stopped is started again first.
 */
export async function inOrder<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const listeners = SIGNALS.map((name) => {
    const listener = () => {
      console.error(`${name}: ending; what was stopped is started again ...`);
      controller.abort(new UserError(`Ended by ${name}, before it was done.`));
    };
    process.on(name, listener);
    return { name, listener };
  });
  // Whoever read what this prints may have gone with the same signal.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  try {
    return await work(controller.signal);
  } catch (error) {
    // What was cut off complains of that, each in its own words.
    throw controller.signal.aborted ? (controller.signal.reason as Error) : error;
  } finally {
    for (const { name, listener } of listeners) process.off(name, listener);
  }
}
