import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceName } from "../../../components/settings/services";
import type { Fault } from "./fault";
import { TEMPO_LOSES_LAST_SECONDS } from "./kills";

const AWAY_SECONDS = 3;
export const SERVICES: ServiceName[] = ["agent", "collector", "loki", "prometheus", "tempo"];

/** Kills the engine's process and starts it again. It then stops the containers that still run, and restarts them. */
export const engineRestart: Fault = {
  name: "kill -9 of the Docker engine, and its start",
  kind: "engine",
  mayLose: { spans: { lastSeconds: TEMPO_LOSES_LAST_SECONDS } },
  apply: async (stage) => {
    if (stage.engine === undefined) throw new Error("only a second engine may be killed");
    stage.engine.kill();
    await sleep(AWAY_SECONDS * 1000);
    await stage.engine.start();
    await stage.healthy(...SERVICES);
  },
};
