import { containerSeries, jobs, labels } from "../../../../settings/labels";
import {
  ALERTED_ENVIRONMENT,
  BY_INSTANCE,
  BY_NAME,
  ofPipeline,
  onHost,
  unhealthy,
} from "./selectors";

const CHOSEN = `${onHost}, ${ofPipeline}`;
const MOST = 5;
/** What is known of a stopped container does not say whose it was: the short-lived ones of `npm run up` have such names. */
const HELPERS = ".+-(verify|update)-[0-9a-f]+";
const top = (series: string) => `topk(${MOST}, sum by (${BY_NAME}) (${series}{${CHOSEN}}))`;
const topOfTwo = (one: string, other: string) =>
  `topk(${MOST}, sum by (${BY_NAME}) (${one}{${CHOSEN}}) + sum by (${BY_NAME}) (${other}{${CHOSEN}}))`;

const FIRING = `ALERTS{alertstate="firing", severity=~"critical|warning", ${ALERTED_ENVIRONMENT}}`;
const COLLECTORS = `${onHost}, job=~"${jobs.collector}|${jobs.agent}"`;
const lost = (kind: string) =>
  `sum(increase({__name__=~"otelcol_exporter_${kind}_failed_.+_total", ${COLLECTORS}}[$__range]))`;

/** PromQL of the dashboard "Overview". */
export const overviewQueries = Object.freeze({
  firing: `count(${FIRING}) or vector(0)`,
  firingAlerts: `max by (alertname, severity, ${labels.containerName}, ${labels.hostName}, ${labels.environment}, service) (${FIRING})`,
  unhealthy: `count(${unhealthy(onHost)}) or vector(0)`,
  restarts: `sum(changes(container_start_time_seconds{${onHost}}[$__range])) or vector(0)`,
  kills: `sum(increase(container_oom_events_total{${onHost}}[$__range])) or vector(0)`,
  targetsDown: `count(up{${onHost}} == 0) or vector(0)`,
  /** What a full queue could not take. What could not be sent waits in the queue. */
  lost: `${lost("enqueue")} or vector(0)`,

  topCpu: top("container:cpu_usage_cores:rate"),
  topMemory: top("container_memory_working_set_bytes"),
  topNetwork: topOfTwo(
    "container:network_receive_bytes:rate",
    "container:network_transmit_bytes:rate",
  ),
  topDisk: topOfTwo("container:fs_reads_bytes:rate", "container:fs_writes_bytes:rate"),

  cpu: `sum by (${BY_NAME}) (container:cpu_usage_cores:rate{${CHOSEN}})`,
  memory: `sum by (${BY_NAME}) (container_memory_working_set_bytes{${CHOSEN}})`,

  started: `1000 * max by (${BY_INSTANCE}) (container_start_time_seconds{${CHOSEN}}) > $__from`,
  stopped:
    `1000 * max by (${BY_INSTANCE}) (${containerSeries.lastSeen}{${onHost}, ${labels.containerName}!~"${HELPERS}"}) > $__from` +
    ` unless on (${labels.containerId}) container_memory_working_set_bytes{${onHost}}`,
});
