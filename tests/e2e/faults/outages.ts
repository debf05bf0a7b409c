import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./fault";

const STORES = ["prometheus", "tempo", "loki"] as const;

/** Faults that stop a service for a while with `docker stop`. */
export const outages: readonly Fault[] = [
  ...STORES.map((service) => outage(service, 60)),
  outage("collector", 10),
];

function outage(service: string, seconds: number): Fault {
  return {
    name: `${service} stopped for ${seconds} s`,
    kind: "outage",
    apply: async (stage) => {
      await stage.docker("stop", stage.container(service));
      await sleep(seconds * 1000);
      await stage.docker("start", stage.container(service));
      await stage.healthy(service);
    },
  };
}
