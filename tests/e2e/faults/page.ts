import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { images } from "../../../components/settings/images";
import { SIGNALS, TRANSPORTS, type Signal, type Transport } from "./load/messages";
import type { Outcome } from "./run";

const BEGIN = "<!-- measured: begin -->";
const END = "<!-- measured: end -->";

export const PAGE = join(__dirname, "..", "..", "..", "docs", "explain", "reliability.md");

const SIGNAL_TITLES: Record<Signal, string> = {
  spans: "spans",
  logs: "log records",
  metrics: "metric points",
  lines: "container lines",
};
const TRANSPORT_TITLES: Record<Transport, string> = { http: "OTLP/HTTP", grpc: "OTLP/gRPC" };

export interface Row {
  readonly fault: string;
  readonly outcome: Outcome;
}

/** Puts what was measured between the marks of the page. */
export function writePage(rows: readonly Row[], engine: string): void {
  const text = readFileSync(PAGE, "utf8");
  const [before, after] = [text.split(BEGIN)[0] ?? "", text.split(END)[1] ?? ""];
  writeFileSync(PAGE, [before, BEGIN, "\n\n", measured(rows, engine), "\n", END, after].join(""));
}

/** The faults that the page has a row for. */
export function faultsOnPage(text: string): string[] {
  const table = text.slice(text.indexOf(BEGIN), text.indexOf(END));
  const first = table.slice(0, table.indexOf("\n### "));
  return [...first.matchAll(/^\| `([^|]+?)` +\|/gm)].map(([, name = ""]) => name);
}

function measured(rows: readonly Row[], engine: string): string {
  return [
    where(engine),
    "",
    ...table(
      [
        "fault",
        "took",
        ...SIGNALS.map((signal) => SIGNAL_TITLES[signal]),
        "readable after",
        "scrape gap",
      ],
      rows.map(({ fault, outcome }) => [
        `\`${fault}\``,
        seconds(outcome.faultSeconds),
        ...SIGNALS.map((signal) => lostOf(outcome, signal)),
        seconds(Math.max(...SIGNALS.map((signal) => outcome.signals[signal].longestMs)) / 1000),
        seconds(outcome.longestScrapeGapSeconds),
      ]),
    ),
    "",
    "### What the apps' SDK gave up",
    "",
    "Telemetry that an app created and that is not stored, out of all that it created. Faults without a loss are omitted.",
    "",
    ...table(
      ["fault", ...TRANSPORTS.map((transport) => TRANSPORT_TITLES[transport])],
      rows
        .filter(({ outcome }) => TRANSPORTS.some((name) => outcome.transports[name].missing > 0))
        .map(({ fault, outcome }) => [
          `\`${fault}\``,
          ...TRANSPORTS.map((transport) => {
            const { missing, offered } = outcome.transports[transport];
            return `${missing} of ${offered}`;
          }),
        ]),
    ),
    "",
  ].join("\n");
}

function lostOf(outcome: Outcome, signal: Signal): string {
  const { lost, acknowledged, duplicated, oldestLostMs } = outcome.signals[signal];
  const age = lost === 0 ? "" : ` (the last ${seconds(oldestLostMs / 1000)})`;
  return `${lost} of ${acknowledged}${age}, ${duplicated} twice`;
}

function where(engine: string): string {
  const date = new Date().toISOString().slice(0, 10);
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const versions = Object.values(images).map((reference) => `\`${reference}\``);
  return `Measured on ${date} on a machine with ${cpus().length} cores and ${gibibytes} GiB, Docker ${engine}, with ${versions.join(", ")}.`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
