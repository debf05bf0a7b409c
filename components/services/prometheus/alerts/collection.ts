import { environmentLabels, labels } from "../../../settings/labels";
import type { Alert } from "./alert";
import { bySignal, events, SERVICE, sumBy } from "./expressions";
import { timesOf, type AlertsInput } from "./input";

const WHERE = `{{ $labels.job }} ({{ $labels.instance }})`;
const PERCENT = "{{ $value | humanizePercentage }}";

/** Alerts about data ingestion: scrape targets and Collectors. */
export function collectionAlerts(input: AlertsInput): Alert[] {
  const collectors = input.services.some((name) => name === "collector" || name === "agent");
  return [targetDown(input), ...(collectors ? collector(input) : [])];
}

/** Always fires, to prove that notifications are delivered. */
export function watchdog({ environment }: AlertsInput): Alert {
  return {
    name: "Watchdog",
    severity: "info",
    expr: "vector(1)",
    labels: environmentLabels(environment),
    summary: "Alerting works",
    description:
      "This alert always fires. If its notifications stop, Prometheus, Alertmanager or the path to the receiver is broken.",
  };
}

function targetDown(input: AlertsInput): Alert {
  return {
    name: "TargetDown",
    severity: "critical",
    // Containers scraped by their labels have a separate alert.
    expr: `up{${labels.containerId}=""} == 0`,
    for: timesOf(input).pending,
    summary: `Prometheus cannot scrape {{ $labels.job }}`,
    description: `Prometheus gets no metrics from ${WHERE}. The target is down or does not respond in time.`,
  };
}

/** Alert about containers that are scraped by their labels. */
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
    summary: `Prometheus cannot scrape container ${name}`,
    description: `Container ${name} on ${host} has scrape labels but serves no metrics at {{ $labels.instance }}.`,
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
      summary: `{{ $labels.job }} is refusing {{ $labels.signal }}`,
      description: `Receiver {{ $labels.receiver }} of ${WHERE} refuses {{ $value | humanize }} items per second ({{ $labels.signal }}). The Collector is short of memory or a queue is full. Senders that do not retry lose data.`,
    },
    {
      name: "CollectorDataLost",
      severity: "critical",
      // Neither counter includes retries: these items are dropped.
      expr: `(${lost("send_failed")}) > 0 or (${lost("enqueue_failed")}) > 0`,
      summary: `{{ $labels.job }} is losing {{ $labels.signal }}`,
      description: `${WHERE} dropped {{ $value | printf "%.0f" }} items ({{ $labels.signal }}) for {{ $labels.exporter }}. The destination rejected them permanently, or they could not be queued.`,
    },
    {
      name: "CollectorNotSending",
      severity: "critical",
      expr: `${size} > 0 unless on (${exporter.join(", ")}) (${sent})`,
      for: pending,
      summary: `{{ $labels.job }} cannot send {{ $labels.data_type }}`,
      description: `${WHERE} cannot deliver {{ $labels.data_type }} to {{ $labels.exporter }}. They wait in a queue on disk. When the queue is full, senders are blocked.`,
    },
    {
      name: "CollectorQueueFilling",
      severity: "critical",
      expr: `${size} / ${sumBy(queue, "otelcol_exporter_queue_capacity")} > ${input.limits.CollectorQueueFilling}`,
      for: pending,
      keepFiringFor: pending,
      summary: `A queue of {{ $labels.job }} is filling up`,
      description: `The queue of ${WHERE} for {{ $labels.data_type }} to {{ $labels.exporter }} is ${PERCENT} full. When it is full, senders are blocked.`,
    },
  ];
}
