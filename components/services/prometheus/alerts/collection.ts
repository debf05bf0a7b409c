import { environmentLabels, labels } from "../../../settings/labels";
import type { Alert } from "./alert";
import { bySignal, events, SERVICE, sumBy } from "./expressions";
import { timesOf, type AlertsInput } from "./input";

const WHERE = `{{ $labels.job }} ({{ $labels.instance }})`;
const PERCENT = "{{ $value | humanizePercentage }}";

/** Alerts about how data comes in: scrape targets and Collectors. */
export function collectionAlerts(input: AlertsInput): Alert[] {
  const collectors = input.services.some((name) => name === "collector" || name === "agent");
  return [targetDown(input), ...(collectors ? collector(input) : [])];
}

/** The one that shows that alerts get out. */
export function watchdog({ environment }: AlertsInput): Alert {
  return {
    name: "Watchdog",
    severity: "info",
    expr: "vector(1)",
    labels: environmentLabels(environment),
    summary: "Alerting works",
    description:
      "This alert always fires. Where its messages end, Prometheus, Alertmanager or the way to you is broken.",
  };
}

function targetDown(input: AlertsInput): Alert {
  return {
    name: "TargetDown",
    severity: "critical",
    // A container that is scraped by its labels has an alert of its own.
    expr: `up{${labels.containerId}=""} == 0`,
    for: timesOf(input).pending,
    summary: `{{ $labels.job }} cannot be scraped`,
    description: `Prometheus gets no metrics from ${WHERE}: it is down, or does not answer in time.`,
  };
}

/** The alert about containers that are scraped by their labels. */
export function labelledContainerAlerts(input: AlertsInput): Alert[] {
  if (!input.discovery) return [];
  const [name, host] = [labels.containerName, labels.hostName].map(
    (label) => `{{ $labels.${label} }}`,
  );
  const alert: Alert = {
    name: "LabelledContainerDown",
    severity: "warning",
    expr: `up{${labels.containerId}!=""} == 0`,
    for: timesOf(input).pending,
    summary: `Container ${name} cannot be scraped`,
    description: `Container ${name} on ${host} has scrape labels, but serves no metrics at {{ $labels.instance }}.`,
  };
  return [alert];
}

function collector(input: AlertsInput): Alert[] {
  const { pending, rate, event } = timesOf(input);
  const exporter = [...SERVICE, "exporter"];
  const queue = [...exporter, "data_type"];
  const size = sumBy(queue, "otelcol_exporter_queue_size");
  const lost = (kind: string) =>
    bySignal(exporter, (unit) => events(`otelcol_exporter_${kind}_${unit}_total`, event));
  const sent = (["spans", "metric_points", "log_records"] as const)
    .map((unit) => sumBy(exporter, `rate(otelcol_exporter_sent_${unit}_total[${rate}])`))
    .map((expr) => `${expr} > 0`)
    .join(" or ");
  return [
    {
      name: "CollectorRefusing",
      severity: "warning",
      expr: `(${bySignal([...SERVICE, "receiver"], (unit) => `rate(otelcol_receiver_refused_${unit}_total[${rate}])`)}) > 0`,
      for: pending,
      summary: `{{ $labels.job }} refuses {{ $labels.signal }}`,
      description: `The receiver {{ $labels.receiver }} of ${WHERE} refuses {{ $labels.signal }}, {{ $value | humanize }} a second: it is short of memory, or a queue behind it is full. Senders that do not try again lose them.`,
    },
    {
      name: "CollectorDataLost",
      severity: "critical",
      // What is tried again is in neither count: these are given up.
      expr: `(${lost("send_failed")}) > 0 or (${lost("enqueue_failed")}) > 0`,
      summary: `{{ $labels.job }} loses {{ $labels.signal }}`,
      description: `${WHERE} gave up {{ $value | printf "%.0f" }} items ({{ $labels.signal }}) for {{ $labels.exporter }}, which refused them for good or could not be queued.`,
    },
    {
      name: "CollectorNotSending",
      severity: "critical",
      expr: `${size} > 0 unless on (${exporter.join(", ")}) (${sent})`,
      for: pending,
      summary: `{{ $labels.job }} cannot send {{ $labels.data_type }}`,
      description: `${WHERE} holds {{ $labels.data_type }} for {{ $labels.exporter }} and gets nothing through. They wait on disk; when the queue is full, senders have to wait.`,
    },
    {
      name: "CollectorQueueFilling",
      severity: "critical",
      expr: `${size} / ${sumBy(queue, "otelcol_exporter_queue_capacity")} > ${input.thresholds.queue / 100}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A queue of {{ $labels.job }} fills up`,
      description: `The queue of ${WHERE} for {{ $labels.data_type }} to {{ $labels.exporter }} is full to ${PERCENT}. When it is full, senders have to wait.`,
    },
  ];
}
