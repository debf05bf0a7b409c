import { portsFrom } from "../testing/e2e/ports";
import type { Addresses } from "./queryable";

/** Where a stack is reached whose ports are `portsFrom` that one. */
export function addressesAt(first: number): Addresses {
  const { otlpHttpPort, tempoPort, lokiPort, prometheusPort } = portsFrom(first);
  const url = (port: number) => `http://127.0.0.1:${port}`;
  return {
    otlp: url(otlpHttpPort),
    tempo: url(tempoPort),
    loki: url(lokiPort),
    prometheus: url(prometheusPort),
  };
}
