import type { Fault } from "./fault";

const SERVICES = ["agent", "cadvisor", "collector", "grafana", "loki", "prometheus"] as const;
const TEMPO_KILLS = 3;

/**
 * Tempo acknowledges spans that are only in memory. It writes a trace to its write-ahead log if no span has arrived for
 * `trace_idle_period`, at the next `flush_check_period`: two seconds each. The traces here last one second, and the
 * gateway needs part of another second to forward them.
 */
export const TEMPO_LOSES_LAST_SECONDS = 7;

/** Faults that run `kill -9` on each service's process. The engine restarts it. */
export const kills: readonly Fault[] = [
  ...SERVICES.map((service): Fault => ({
    name: `kill -9 of ${service}`,
    kind: "kill",
    apply: (stage) => stage.kill(service),
  })),
  // Repeated, because the amount of data in Tempo's memory at the time of the kill is random.
  ...Array.from({ length: TEMPO_KILLS }, (_, index): Fault => ({
    name: `kill -9 of tempo (${index + 1} of ${TEMPO_KILLS})`,
    kind: "kill",
    mayLose: { spans: { lastSeconds: TEMPO_LOSES_LAST_SECONDS } },
    apply: (stage) => stage.kill("tempo"),
  })),
];
