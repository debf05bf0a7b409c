const OFFSETS = {
  grafanaPort: 0,
  prometheusPort: 1,
  otlpGrpcPort: 2,
  otlpHttpPort: 3,
  tempoPort: 4,
  lokiPort: 5,
  alertmanagerPort: 6,
};

/** Returns settings that publish a stack's services on consecutive ports. */
export function portsFrom(first: number): Record<keyof typeof OFFSETS, number> {
  return Object.fromEntries(
    Object.entries(OFFSETS).map(([setting, offset]) => [setting, first + offset]),
  ) as Record<keyof typeof OFFSETS, number>;
}
