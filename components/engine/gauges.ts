/** A sample of a service's own metrics, in Prometheus' text form. */
export interface Gauge {
  readonly labels: string;
  readonly value: number;
}

/** The first sample of that name. */
export function gauge(page: string, name: string): Gauge | undefined {
  const [, labels = "", value] =
    new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)\\r?$`, "m").exec(page) ?? [];
  return value === undefined ? undefined : { labels, value: Number(value) };
}
