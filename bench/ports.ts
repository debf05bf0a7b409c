import type { Addresses } from "./queryable";

const OFFSETS = {
  grafanaPort: 0,
  prometheusPort: 1,
  otlpGrpcPort: 2,
  otlpHttpPort: 3,
  tempoPort: 4,
  lokiPort: 5,
};

/** The settings that publish a stack's services from a port on, as `Stack` of the tests does. */
export function portsFrom(first: number): Record<keyof typeof OFFSETS, number> {
  return Object.fromEntries(
    Object.entries(OFFSETS).map(([setting, offset]) => [setting, first + offset]),
  ) as Record<keyof typeof OFFSETS, number>;
}

export function addressesAt(first: number): Addresses {
  const url = (setting: keyof typeof OFFSETS) => `http://127.0.0.1:${first + OFFSETS[setting]}`;
  return {
    otlp: url("otlpHttpPort"),
    tempo: url("tempoPort"),
    loki: url("lokiPort"),
    prometheus: url("prometheusPort"),
  };
}
