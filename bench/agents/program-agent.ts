import { eventually } from "../../testing/e2e/stores";
import type { Agent } from "./agent";
import { missingPrograms, Program, type Start } from "./program";

interface ProgramAgent extends Pick<Agent, "name" | "everyMs"> {
  readonly program: string;
  /** Other programs that it is asked with. */
  readonly needs?: readonly string[];
  readonly start: (folder: string) => Start;
  /** Files that it makes outside its folder and leaves there. */
  readonly leavings?: readonly string[];
  /** Whether it watches the containers. */
  readonly ready: () => Promise<boolean>;
}

/** An agent that is a program of this host: as a container it would see less of it, or need the same rights. */
export function programAgent(agent: ProgramAgent): Agent {
  const { name, everyMs, program, needs = [], start, leavings, ready } = agent;
  let running: Program | undefined;
  return {
    name,
    everyMs,
    ...missingPrograms(program, ...needs),
    start: async () => {
      const started = new Program(program, start, leavings);
      running = started;
      await eventually(`the first figures of ${program}`, async () => {
        started.check();
        return (await ready()) ? true : undefined;
      });
    },
    remove: async () => running?.remove(),
    halt: () => running?.halt(),
    proceed: () => running?.proceed(),
    cpuSeconds: () => running?.cpuSeconds() ?? 0,
  };
}
