import { preflight, type Warn } from "../components/preflight/preflight";
import { UserError } from "../components/problem";
import type { EngineRequirements } from "../components/preflight/requirements";
import { ok, withEngine } from "./fake-engine";
import { modernEngine } from "./settings";

/** A stack without requirements on its engine. */
export const nothing: EngineRequirements = {
  swarm: undefined,
  protectData: true,
  namePrefix: "observability-test",
  bindAddress: "127.0.0.1",
  ports: [],
  images: [],
  dataVolumes: {},
  directories: [],
  dataServices: [],
  budgets: [],
  choosesBudgets: false,
  apis: [],
};

/** Returns the problems that the preflight reports for these answers of an engine and these requirements of a stack. */
export async function problems(
  answers: Parameters<typeof withEngine>[0],
  demands: Partial<EngineRequirements>,
  engine = { ...modernEngine, rootDir: "/" },
  warn: Warn = () => Promise.resolve(),
): Promise<readonly string[]> {
  return withEngine({ "/containers/json": ok([]), ...answers }, async (client) => {
    try {
      await preflight(client, engine, { ...nothing, ...demands }, warn);
      return [];
    } catch (error) {
      if (error instanceof UserError) return error.problems;
      throw error;
    }
  });
}
