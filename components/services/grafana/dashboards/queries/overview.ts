import { containerSeries, HELPER_NAMES, labels } from "../../../../settings/labels";
import {
  BY_INSTANCE,
  BY_NAME,
  collectors,
  firingAlerts,
  ofPipeline,
  onHost,
  oomKills,
  restarts,
  startedAt,
  unhealthy,
} from "./selectors";

const CHOSEN = `${onHost}, ${ofPipeline}`;
const MOST = 5;
const RUNNING = "container_memory_working_set_bytes";
const byName = (series: string) => `sum by (${BY_NAME}) (${series}{${CHOSEN}})`;
/** Returns the containers with the largest sum of the series. */
const top = (...series: string[]) => `topk(${MOST}, ${series.map(byName).join(" + ")})`;

/** PromQL of the dashboard "Overview". */
export const overviewQueries = Object.freeze({
  firing: `count(${firingAlerts()}) or vector(0)`,
  firingAlerts: `max by (alertname, severity, ${labels.containerName}, ${labels.hostName}, ${labels.environment}, service) (${firingAlerts()})`,
  unhealthy: `count(${unhealthy(onHost)}) or vector(0)`,
  restarts: `${restarts(onHost)} or vector(0)`,
  kills: `${oomKills(onHost)} or vector(0)`,
  targetsDown: `count(up{${onHost}} == 0) or vector(0)`,
  /** Data that did not fit into a full queue. Data that could not be sent is not lost: it waits in the queue. */
  lost: `sum(increase({__name__=~"otelcol_exporter_enqueue_failed_.+_total", ${collectors}}[$__range])) or vector(0)`,

  topCpu: top("container:cpu_usage_cores:rate"),
  topMemory: top(RUNNING),
  topNetwork: top("container:network_receive_bytes:rate", "container:network_transmit_bytes:rate"),
  topDisk: top("container:fs_reads_bytes:rate", "container:fs_writes_bytes:rate"),

  cpu: byName("container:cpu_usage_cores:rate"),
  memory: byName(RUNNING),

  started: `${startedAt(CHOSEN)} > $__from`,
  stopped:
    `1000 * max by (${BY_INSTANCE}) (${containerSeries.lastSeen}{${onHost}, ${labels.containerName}!~"${HELPER_NAMES}"}) > $__from` +
    ` unless on (${labels.containerId}) ${RUNNING}{${onHost}}` +
    // This series does not show whether the container belonged to the stack, so use the container's metrics.
    ` and on (${labels.containerId}) last_over_time(${RUNNING}{${CHOSEN}}[$__range])`,
});
