import { defaults } from "../../components/settings/defaults";

/** A span. Its texts may contain shell variables: `$NODE`. */
export interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly traceId: string;
  readonly spanId: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

const URL = "http://otel-collector:4318/v1/traces";

/** Returns a shell command that sends the span, for containers on the stack's network. */
export function sending({ attributes, ...span }: Span): string {
  const body = JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: Object.entries(attributes).map(([key, stringValue]) => ({
            key,
            value: { stringValue },
          })),
        },
        scopeSpans: [{ spans: [{ ...span, kind: 2 }] }],
      },
    ],
  });
  const quoted = body.replaceAll('"', '\\"');
  return `wget -q -O - --header "content-type: application/json" --post-data "${quoted}" ${URL}`;
}

/** Sends a span with this name from a container on the stack's network. */
export function span(engine: (...words: string[]) => string, network: string, name: string): void {
  const id = (digits: number) =>
    Buffer.from(name).toString("hex").padEnd(digits, "0").slice(0, digits);
  const now = Date.now();
  const command = sending({
    name,
    attributes: { "service.name": "shop" },
    traceId: id(32),
    spanId: id(16),
    startTimeUnixNano: `${now - 20}000000`,
    endTimeUnixNano: `${now}000000`,
  });
  engine("run", "--rm", "--network", network, defaults.busyboxImage, "sh", "-c", command);
}
