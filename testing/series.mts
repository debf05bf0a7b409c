import { load } from "js-yaml";
import { jobs, labels } from "../components/settings/labels.js";
import type { TempoMajor } from "../components/settings/tempo-version.js";
import type { Expression, RuleFile } from "./expressions.js";
import { nodes, parse, type SyntaxNode } from "./grammar.mjs";
import { committed, metricsOfTempo3 } from "./snapshot.js";

/** Names that the services write, as recorded. The e2e tests compare them with a running stack. */
const snapshot = committed();

/**
 * Series that a healthy stack may lack: they start with an event, or require something that not every host has.
 * Maps each to its labels, which are from the source code of the program that writes the series.
 */
const LATER: Readonly<Record<string, readonly string[]>> = {
  // When a full queue rejects data. Our queues block instead.
  otelcol_exporter_enqueue_failed_spans_total: ["job", "host_name", "exporter"],
  otelcol_exporter_enqueue_failed_log_records_total: ["job", "host_name", "exporter"],
  otelcol_exporter_enqueue_failed_metric_points_total: ["job", "host_name", "exporter"],
  // With the first message that an exporter drops.
  otelcol_exporter_send_failed_spans_total: ["job", "host_name", "exporter"],
  otelcol_exporter_send_failed_log_records_total: ["job", "host_name", "exporter"],
  otelcol_exporter_send_failed_metric_points_total: ["job", "host_name", "exporter"],
  // With the first span that Tempo discards.
  tempo_discarded_spans_total: ["job", "host_name", "tenant", "reason"],
  // With the first line that Loki discards.
  loki_discarded_samples_total: ["job", "host_name", "tenant", "reason"],
  // With the first attachment of a container to a network since the engine started.
  engine_daemon_network_actions_seconds_count: ["job", "host_name", "action"],
  // With the service node-exporter.
  node_exporter_build_info: ["version", "job", "host_name"],
  // On hosts with swap.
  system_paging_usage_bytes: ["job", "host_name", "device", "state"],
  // With `docker_stats` instead of cAdvisor.
  container_uptime_seconds: [
    "host_name",
    "deployment_environment_name",
    "container_name",
    "container_id",
  ],
  // With a container of the pipeline that has a CPU quota.
  container_cpu_cfs_periods_total: ["observability_stack"],
  container_cpu_cfs_throttled_periods_total: ["observability_stack"],
  // With the first pending alert. The labels of the alert's own series are added.
  ALERTS: ["alertname", "alertstate", "severity", "container_name", "service"],
};
const EVERYWHERE = ["job", "instance", "host_name", "deployment_environment_name", "environment"];

/** The series of a stack: those that services write, and those that the stack's rules record. */
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
    // A container that is scraped because of its labels can have any job name.
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

  /** Returns the metrics with this name, or with a matching name. */
  named(name: string | RegExp): string[] {
    if (typeof name === "string") return this.#labels.has(name) ? [name] : [];
    return [...this.#labels.keys()].filter((metric) => name.test(metric));
  }

  /** Returns the labels of a metric, for one job or all jobs; undefined if the job does not write the metric. */
  labels(metric: string, job?: string): ReadonlySet<string> | undefined {
    const jobs = this.#labels.get(metric);
    if (jobs === undefined) return undefined;
    // Series that a rule records, and those in LATER, can have any job.
    if (job !== undefined && !jobs.has("")) return jobs.get(job);
    return new Set([...jobs.values()].flatMap((labels) => [...labels]));
  }
}

/** Returns the names in an expression that no service writes. */
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
    // Matches any app metric: the name is a variable, or only some names are excluded.
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

/** Returns the labels that the expression itself creates. */
function made(root: SyntaxNode): string[] {
  return nodes(root, "FunctionCall")
    .filter(({ text }) => /^label_(?:replace|join)\b/.test(text))
    .flatMap((call) => {
      // Skips literals inside the first argument, which may be a call or a selector.
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
