import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceName } from "../../../components/settings/services";
import type { Fault } from "./fault";
import { TEMPO_LOSES_LAST_SECONDS } from "./kills";

const AWAY_SECONDS = 3;
export const SERVICES: ServiceName[] = ["agent", "collector", "loki", "prometheus", "tempo"];

/** `kill -9` of the engine's process, and its start. It ends the containers that it finds running, and starts them again. */
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
