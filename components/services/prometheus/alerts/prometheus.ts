import { jobs } from "../../../settings/labels";
import type { Alert } from "./alert";
import { happened, SERVICE, sumBy } from "./expressions";
import { timesOf, type AlertsInput } from "./input";

const WHERE = `{{ $labels.job }} ({{ $labels.instance }})`;
const EVENTS = '{{ $value | printf "%.0f" }}';
const PERCENT = "{{ $value | humanizePercentage }}";
const OWN = `{job="${jobs.prometheus}"}`;

/** Alerts about Prometheus itself. */
export function prometheusAlerts(input: AlertsInput): Alert[] {
  return [
    ...evaluation(input),
    ...storage(input),
    ...(input.writesElsewhere ? remoteWrite(input) : []),
    ...(input.sendsAlerts ? [notifications(input)] : []),
  ];
}

function evaluation(input: AlertsInput): Alert[] {
  const { pending, event } = timesOf(input);
  return [
    {
      name: "PrometheusConfigReloadFailed",
      severity: "critical",
      expr: `prometheus_config_last_reload_successful${OWN} == 0`,
      for: pending,
      summary: "Prometheus rejects its new configuration",
      description: `${WHERE} failed to load its new configuration and keeps using the previous one.`,
    },
    {
      name: "PrometheusRulesFailing",
      severity: "critical",
      expr: happened(
        `prometheus_rule_evaluation_failures_total${OWN}`,
        [...SERVICE, "rule_group"],
        event,
      ),
      summary: "Prometheus cannot evaluate a rule",
      description: `${EVENTS} evaluations of rule group {{ $labels.rule_group }} failed. Its alerts may not fire.`,
    },
    {
      name: "PrometheusRulesSlow",
      severity: "warning",
      expr: `prometheus_rule_group_last_duration_seconds${OWN} > prometheus_rule_group_interval_seconds${OWN}`,
      for: pending,
      summary: "Prometheus evaluates rules too slowly",
      description: `Rule group {{ $labels.rule_group }} takes {{ $value | humanizeDuration }} to evaluate, longer than its interval. Prometheus skips evaluations.`,
    },
  ];
}

function storage(input: AlertsInput): Alert[] {
  const { pending, event } = timesOf(input);
  const rejected = ["out_of_order", "too_old", "out_of_bound"]
    .map((why) => sumBy(SERVICE, `increase(prometheus_tsdb_${why}_samples_total${OWN}[${event}])`))
    .join(" + ");
  return [
    {
      name: "PrometheusSamplesRejected",
      severity: "warning",
      expr: `${rejected} > 0`,
      summary: "Prometheus is rejecting samples",
      description: `${EVENTS} samples arrived too late or out of order. They are lost.`,
    },
    {
      name: "PrometheusCompactionFailing",
      severity: "warning",
      // A compaction is due every two hours.
      expr: happened(`prometheus_tsdb_compactions_failed_total${OWN}`, SERVICE, "3h"),
      summary: "Prometheus cannot compact its data",
      description: `${EVENTS} compactions failed. Disk usage grows and restarts take longer.`,
    },
    {
      name: "PrometheusWalCorrupt",
      severity: "critical",
      expr: happened(`prometheus_tsdb_wal_corruptions_total${OWN}`, SERVICE, event),
      summary: "Prometheus found a corrupt write-ahead log",
      description: `The write-ahead log of ${WHERE} was damaged. Prometheus repairs it by discarding everything after the damage.`,
    },
    {
      name: "PrometheusStorageNearLimit",
      severity: "warning",
      expr: `${input.storageUsages.PrometheusStorageNearLimit()} > ${input.limits.PrometheusStorageNearLimit}`,
      for: pending,
      keepFiringFor: pending,
      summary: "Prometheus is near its storage limit",
      description: `The data of ${WHERE} takes up ${PERCENT} of its size limit. At the limit, the oldest data is deleted, regardless of its age.`,
    },
  ];
}

/** Prometheus sends from its write-ahead log, which holds two to three hours. */
const BEHIND_SECONDS = 120;

function remoteWrite(input: AlertsInput): Alert[] {
  const { pending, event } = timesOf(input);
  const newest = (which: string) =>
    sumBy(SERVICE, `prometheus_remote_storage_queue_highest_${which}_seconds${OWN}`);
  return [
    {
      name: "PrometheusRemoteWriteBehind",
      severity: "critical",
      expr: `${newest("timestamp")} - ${newest("sent_timestamp")} > ${BEHIND_SECONDS}`,
      for: pending,
      summary: "Prometheus remote write is falling behind",
      description: `${WHERE} is more than ${BEHIND_SECONDS / 60} minutes behind in sending samples to remoteWriteUrl. Samples that wait longer than two hours are not sent.`,
    },
    {
      name: "PrometheusRemoteWriteFailing",
      severity: "critical",
      expr: happened(`prometheus_remote_storage_samples_failed_total${OWN}`, SERVICE, event),
      summary: "Prometheus remote write is losing samples",
      description: `The store at remoteWriteUrl permanently rejected ${EVENTS} samples. They are missing there.`,
    },
  ];
}

function notifications(input: AlertsInput): Alert {
  const { pending, event } = timesOf(input);
  return {
    name: "PrometheusNotificationsFailing",
    severity: "critical",
    expr: `${happened(`prometheus_notifications_errors_total${OWN}`, SERVICE, event)} or ${sumBy(SERVICE, `prometheus_notifications_alertmanagers_discovered${OWN}`)} < 1`,
    for: pending,
    summary: "Prometheus cannot reach Alertmanager",
    description: `${WHERE} cannot send its alerts to Alertmanager. No notifications are sent.`,
  };
}
