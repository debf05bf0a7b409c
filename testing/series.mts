import { load } from "js-yaml";
import { jobs, labels } from "../components/settings/labels.js";
import type { TempoMajor } from "../components/settings/tempo-version.js";
import type { Expression, RuleFile } from "./expressions.js";
import { nodes, parse, type SyntaxNode } from "./grammar.mjs";
import { committed, metricsOfTempo3 } from "./snapshot.js";

/** What the services really write; the e2e tests compare it with what is there. */
const snapshot = committed();

/**
 * Series that a healthy stack does not have: they begin with an event, or with something that not every
 * host has. Each with its labels, from the source of what writes it.
 */
const LATER: Readonly<Record<string, readonly string[]>> = {
  // When a queue takes no more; ours wait instead.
  otelcol_exporter_enqueue_failed_spans_total: ["job", "host_name", "exporter"],
  otelcol_exporter_enqueue_failed_log_records_total: ["job", "host_name", "exporter"],
  otelcol_exporter_enqueue_failed_metric_points_total: ["job", "host_name", "exporter"],
  // With the first message that an exporter gives up.
  otelcol_exporter_send_failed_spans_total: ["job", "host_name", "exporter"],
  otelcol_exporter_send_failed_log_records_total: ["job", "host_name", "exporter"],
  otelcol_exporter_send_failed_metric_points_total: ["job", "host_name", "exporter"],
  // With the first span that Tempo refuses.
  tempo_discarded_spans_total: ["job", "host_name", "tenant", "reason"],
  // With the first line that Loki refuses.
  loki_discarded_samples_total: ["job", "host_name", "tenant", "reason"],
  // With the first attachment of a container to a network since the engine's start.
  engine_daemon_network_actions_seconds_count: ["job", "host_name", "action"],
  // With the service node-exporter.
  node_exporter_build_info: ["version", "job", "host_name"],
  // On hosts with swap.
  system_paging_usage_bytes: ["job", "host_name", "device", "state"],
  // With `docker_stats` in place of cAdvisor.
  container_uptime_seconds: [
    "host_name",
    "deployment_environment_name",
    "container_name",
    "container_id",
  ],
  // With a container of the pipeline that has a CPU quota.
  container_cpu_cfs_periods_total: ["observability_stack"],
  container_cpu_cfs_throttled_periods_total: ["observability_stack"],
  // With the first pending alert; the labels of what it is about come on top.
  ALERTS: ["alertname", "alertstate", "severity", "container_name", "service"],
};
const EVERYWHERE = ["job", "instance", "host_name", "deployment_environment_name", "environment"];

/** The series of a stack: those that services write, and those that its own rules record. */
export class Series {
  readonly #labels = new Map<string, Map<string, ReadonlySet<string>>>();

  constructor(
    files: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>,
    tempoMajor: TempoMajor = "2",
  ) {
    const written = {
      ...snapshot.metrics,
      ...(tempoMajor === "3"
        ? { [jobs.tempo]: { ...metricsOfTempo3(), up: EVERYWHERE.join(" ") } }
        : {}),
    };
    for (const [job, metrics] of Object.entries(written)) {
      for (const [metric, names] of Object.entries(metrics)) {
        this.#add(metric, job, names.split(" "));
      }
    }
    for (const [metric, names] of Object.entries(LATER)) {
      this.#add(metric, "", [...names, ...EVERYWHERE]);
    }
    // A container that is scraped by its labels has a job of any name.
    const identity = [labels.containerName, labels.containerId];
    this.#add("up", jobs.labelled, [...identity, ...EVERYWHERE]);
    for (const text of Object.values(files["prometheus"] ?? {})) {
      for (const { rules } of (load(text) as Partial<RuleFile>).groups ?? []) {
        for (const { record, expr, labels: own = {} } of rules) {
          if (record === undefined) continue;
          const root = parse("promql", expr);
          const kept = nodes(root, "AggregateModifier").flatMap(labelNames);
          this.#add(record, "", [...kept, ...made(root), ...Object.keys(own)]);
        }
      }
    }
  }

  #add(metric: string, job: string, labels: readonly string[]): void {
    const jobs = this.#labels.get(metric) ?? new Map<string, ReadonlySet<string>>();
    jobs.set(job, new Set(labels));
    this.#labels.set(metric, jobs);
  }

  /** Metrics of this name, or whose names match. */
  named(name: string | RegExp): string[] {
    if (typeof name === "string") return this.#labels.has(name) ? [name] : [];
    return [...this.#labels.keys()].filter((metric) => name.test(metric));
  }

  /** Labels of a metric, of one job or of all; undefined where that job does not write it. */
  labels(metric: string, job?: string): ReadonlySet<string> | undefined {
    const jobs = this.#labels.get(metric);
    if (jobs === undefined) return undefined;
    // What a rule records and what begins later is of any job.
    if (job !== undefined && !jobs.has("")) return jobs.get(job);
    return new Set([...jobs.values()].flatMap((labels) => [...labels]));
  }
}

/** What an expression asks for and nobody writes. */
export function unknownIn(expression: Expression, series: Series): string[] {
  const root = parse(expression.language, expression.text);
  if (expression.language === "promql") return unknownInPromql(root, series);
  return expression.language === "logql" ? unknownInLogql(root) : unknownInTraceql(root);
}

function unknownInPromql(root: SyntaxNode, series: Series): string[] {
  const problems: string[] = [];
  const usable = new Set(made(root));
  for (const selector of nodes(root, "VectorSelector")) {
    const matchers = nodes(selector, "UnquotedLabelMatcher").map(matcherOf);
    const [identifier] = nodes(selector, "Identifier");
    const byName = matchers.find(({ name }) => name === "__name__");
    const name = identifier?.text ?? byName?.value ?? "";
    // Whatever an app calls its metrics: a variable stands for the name, or only some names are left out.
    if (name === "x" || byName?.operator.startsWith("!") === true) {
      usable.add("__name__");
      continue;
    }
    const metrics = series.named(
      identifier === undefined && byName?.operator === "=~" ? new RegExp(`^(?:${name})$`) : name,
    );
    if (metrics.length === 0) problems.push(`series ${name}`);
    const job = matchers.find((matcher) => matcher.name === "job" && matcher.operator === "=");
    const known = metrics.map((metric) => series.labels(metric, job?.value));
    if (metrics.length > 0 && known.every((labels) => labels === undefined)) {
      problems.push(`series ${name} of the job ${job?.value ?? ""}`);
    }
    const labels = new Set(known.flatMap((some) => [...(some ?? [])]));
    labels.forEach((label) => usable.add(label));
    if (labels.size === 0) continue;
    problems.push(
      ...matchers
        .filter((matcher) => matcher.name !== "__name__" && !labels.has(matcher.name))
        .map((matcher) => `label ${matcher.name} of ${name}`),
    );
  }
  const grouped = nodes(root, "GroupingLabels").flatMap(labelNames);
  return [
    ...problems,
    ...[...new Set(grouped)]
      .filter((label) => !usable.has(label))
      .map((label) => `label ${label} to group by`),
  ];
}

/** Labels that the expression itself makes. */
function made(root: SyntaxNode): string[] {
  return nodes(root, "FunctionCall")
    .filter(({ text }) => /^label_(?:replace|join)\b/.test(text))
    .flatMap((call) => {
      // Not those of its first argument, which may be a call or a selector with literals of its own.
      const inner = nodes(call, "FunctionCall", "UnquotedLabelMatcher")
        .filter((node) => node !== call)
        .flatMap((node) => nodes(node, "StringLiteral"));
      const own = nodes(call, "StringLiteral").filter((literal) => !inner.includes(literal));
      return own.slice(0, 1).map(({ text }) => text.slice(1, -1));
    });
}

function matcherOf(node: SyntaxNode) {
  const text = (name: string) => nodes(node, name)[0]?.text ?? "";
  return {
    name: text("LabelName"),
    operator: text("MatchOp"),
    value: text("StringLiteral").slice(1, -1),
  };
}

function labelNames(node: SyntaxNode): string[] {
  return nodes(node, "LabelName").map(({ text }) => text);
}

function unknownInLogql(root: SyntaxNode): string[] {
  const { stream, line } = snapshot.logs;
  const identifiers = (where: string) =>
    nodes(root, where).flatMap((node) => nodes(node, "Identifier").map(({ text }) => text));
  const anywhere = [...stream, ...line];
  return [
    ...identifiers("Selector")
      .filter((name) => !stream.includes(name))
      .map((name) => `stream label ${name}`),
    ...[...identifiers("LabelFilter"), ...identifiers("Grouping")]
      .filter((name) => !anywhere.includes(name))
      .map((name) => `log attribute ${name}`),
  ].filter((problem, index, all) => all.indexOf(problem) === index);
}

function unknownInTraceql(root: SyntaxNode): string[] {
  return nodes(root, "AttributeField")
    .map(({ text }) => text)
    .filter((attribute) => !snapshot.traces.includes(attribute))
    .map((attribute) => `attribute ${attribute}`);
}
