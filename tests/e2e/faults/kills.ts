import type { Fault } from "./fault";

const SERVICES = ["agent", "cadvisor", "collector", "grafana", "loki", "prometheus"] as const;
const TEMPO_KILLS = 3;

/**
 * Tempo acknowledges what it has in memory only. A trace goes to its write-ahead log when nothing has come for
 * `trace_idle_period`, at the next `flush_check_period`: two seconds each. The traces here last one second, and the gateway
 * needs part of another to hand them on.
 */
export const TEMPO_LOSES_LAST_SECONDS = 7;

/** `kill -9` of each service's process. The engine starts it again by itself. */
export const kills: readonly Fault[] = [
  ...SERVICES.map((service): Fault => ({
    name: `kill -9 of ${service}`,
    kind: "kill",
    apply: (stage) => stage.kill(service),
  })),
  // What it has in memory when it is hit is chance: so several times.
  ...Array.from({ length: TEMPO_KILLS }, (_, index): Fault => ({
    name: `kill -9 of tempo (${index + 1} of ${TEMPO_KILLS})`,
    kind: "kill",
    mayLose: { spans: { lastSeconds: TEMPO_LOSES_LAST_SECONDS } },
    apply: (stage) => stage.kill("tempo"),
  })),
];
