import { getJson, logql, promql } from "../../../../testing/e2e/stores";
import type { Account } from "../load/ledger";

/** Base URLs of the stores. */
export interface Stores {
  readonly tempo: string;
  readonly loki: string;
  readonly prometheus: string;
}

/** Returns the numbers that a store has of an account, including duplicates. */
export function storedNumbers(stores: Stores, account: Account, traceIds: readonly string[]) {
  switch (account.signal) {
    case "spans":
      return spans(stores.tempo, traceIds);
    case "logs":
      return records(stores.loki, account.sender);
    case "metrics":
      return points(stores.prometheus, account.sender);
    case "lines":
      return printedLines(stores.loki, account.sender);
  }
}

interface Trace {
  readonly trace?: {
    readonly resourceSpans?: {
      readonly scopeSpans: { readonly spans: { readonly spanId: string }[] }[];
    }[];
  };
}

async function spans(tempo: string, traceIds: readonly string[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const id of traceIds) {
    const { trace } = await getJson<Trace>(tempo, `/api/v2/traces/${id}`).catch(notYet);
    const found = (trace?.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans);
    for (const { spanId } of found.flatMap((scope) => scope.spans)) {
      numbers.push(parseInt(Buffer.from(spanId, "base64").toString("hex"), 16));
    }
  }
  return numbers;
}

function notYet(error: unknown): Trace {
  if (String(error).includes(": 404 ")) return {};
  throw error;
}

async function records(loki: string, sender: string): Promise<number[]> {
  const found = await logql(loki, `{service_name="${sender}"}`);
  return found.map(({ line }) => Number(line));
}

/** Returns each stored sample: a range selector does not interpolate like a graph's query. */
async function points(prometheus: string, sender: string): Promise<number[]> {
  const found = await promql(prometheus, `fault_points{service_name="${sender}"}[15m]`);
  return found.flatMap(({ values }) => (values ?? []).map(([, value]) => Number(value)));
}

/** Returns the numbers of the lines that a container printed. */
async function printedLines(loki: string, container: string): Promise<number[]> {
  const found = await logql(loki, `{container_name="${container}"}`);
  return found.map(({ line }) => Number(line));
}
