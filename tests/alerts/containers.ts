import { type AlertCase, on, series } from "./promtool";

const of = (metric: string, more: Record<string, string> = {}) =>
  series(metric, { ...on.cadvisor, ...on.container, image: "shop:1", ...more });
const up = series("up", { ...on.cadvisor, ...on.host });
const other = (metric: string) =>
  series(metric, {
    ...on.cadvisor,
    ...on.host,
    container_name: "db",
    container_id: "0123456789ab",
  });
const labels = (severity: string) => ({ ...on.container, severity });

const MEMORY = "container_memory_working_set_bytes";
const LIMIT = "container_spec_memory_limit_bytes";

export const containerCases: readonly AlertCase[] = [
  {
    alert: "ContainerGone",
    fires: {
      series: { [of(MEMORY)]: "1x80 _x60", [other(MEMORY)]: "1x140" },
      at: "32m",
      labels: { ...on.host, container_name: "shop", severity: "warning" },
    },
    // A job that ran for five minutes, and a container that came back with a different ID.
    silent: {
      series: {
        [of(MEMORY)]: "1x20 _x120",
        [other(MEMORY)]: "1x80 _x60",
        [series(MEMORY, { ...on.host, container_name: "db", container_id: "ba9876543210" })]:
          "_x84 1x56",
      },
      at: "32m",
    },
  },
  {
    alert: "ContainerMetricsMissing",
    fires: {
      series: { [of(MEMORY)]: "1x40 _x80" },
      at: "25m",
      labels: { ...on.host, severity: "critical" },
    },
    silent: { series: { [of(MEMORY)]: "1x40 _x80", [other(MEMORY)]: "1x120" }, at: "25m" },
  },
  {
    alert: "ContainerRestarting",
    fires: {
      series: { [of("container_start_time_seconds")]: "100x4 200x4 300x4 400x4 500x4" },
      at: "7m",
      labels: labels("warning"),
    },
    silent: {
      series: { [of("container_start_time_seconds")]: "100x4 200x4 300x4 400x9" },
      at: "7m",
    },
  },
  {
    alert: "ContainerOomKilled",
    fires: {
      // The counter is not 0 in the first sample: the process was killed before the first scrape.
      series: { [up]: "1x60", [of("container_oom_events_total")]: "_x40 1x20" },
      at: "12m",
      labels: labels("critical"),
    },
    // After a Prometheus outage, old counters look new.
    silent: {
      series: { [up]: "_x40 1x20", [of("container_oom_events_total")]: "_x40 7x20" },
      at: "12m",
    },
  },
  {
    alert: "ContainerOomKilled",
    fires: {
      series: { [up]: "1x60", [of("container_oom_events_total")]: "0x40 2x20" },
      at: "11m",
      labels: labels("critical"),
    },
    // The alert fires for five minutes, then stops.
    silent: {
      series: { [up]: "1x80", [of("container_oom_events_total")]: "0x40 2x40" },
      at: "16m",
    },
  },
  {
    alert: "ContainerUnhealthy",
    fires: {
      series: { [of("container_health_state")]: "1x10 0x40" },
      at: "9m",
      labels: labels("warning"),
    },
    // A container without a health check, and one whose health check has just started to fail.
    silent: {
      series: {
        [of("container_health_state")]: "-1x40",
        [other("container_health_state")]: "1x30 0x10",
      },
      at: "9m",
    },
  },
  {
    alert: "ContainerMemoryNearLimit",
    fires: {
      series: { [of(MEMORY)]: "95x40", [of(LIMIT)]: "100x40" },
      at: "6m",
      labels: labels("warning"),
    },
    // A container below its limit, and one without a limit.
    silent: {
      series: {
        [of(MEMORY)]: "89x40",
        [of(LIMIT)]: "100x40",
        [other(MEMORY)]: "95x40",
        [other(LIMIT)]: "0x40",
      },
      at: "6m",
    },
  },
  {
    alert: "ContainerMemoryGrowing",
    fires: {
      series: { [of(MEMORY)]: "500+1x320", [of(LIMIT)]: "1500x320" },
      at: "1h20m",
      labels: labels("warning"),
    },
    // Grows fast, but is far from full; and almost full, but does not grow.
    silent: {
      series: {
        [of(MEMORY)]: "10+1x320",
        [of(LIMIT)]: "1000x320",
        [other(MEMORY)]: "800x320",
        [other(LIMIT)]: "1000x320",
      },
      at: "1h20m",
    },
  },
  {
    alert: "ContainerCpuNearQuota",
    fires: {
      // 0.48 of 0.5 CPUs.
      series: {
        [of("container_cpu_usage_seconds_total")]: "0+7.2x100",
        [of("container_spec_cpu_quota")]: "50000x100",
        [of("container_spec_cpu_period")]: "100000x100",
      },
      at: "18m",
      labels: labels("warning"),
    },
    // A container without a quota has no series for it.
    silent: {
      series: {
        [of("container_cpu_usage_seconds_total")]: "0+6x100",
        [of("container_spec_cpu_quota")]: "50000x100",
        [of("container_spec_cpu_period")]: "100000x100",
        [other("container_cpu_usage_seconds_total")]: "0+30x100",
        [other("container_spec_cpu_period")]: "100000x100",
      },
      at: "18m",
    },
  },
  {
    alert: "ContainerThrottled",
    fires: {
      series: {
        [of("container_cpu_cfs_periods_total")]: "0+150x100",
        [of("container_cpu_cfs_throttled_periods_total")]: "0+75x100",
      },
      at: "18m",
      labels: labels("info"),
    },
    silent: {
      series: {
        [of("container_cpu_cfs_periods_total")]: "0+150x100",
        [of("container_cpu_cfs_throttled_periods_total")]: "0+30x100",
      },
      at: "18m",
    },
  },
  ...(
    [
      ["ContainerMemoryPressure", "memory"],
      ["ContainerIoPressure", "io"],
    ] as const
  ).map(([alert, resource]): AlertCase => {
    const stalled = of(`container_pressure_${resource}_stalled_seconds_total`);
    return {
      alert,
      fires: {
        series: { [stalled]: "0+3x60" },
        at: "8m",
        labels: labels("warning"),
      },
      silent: { series: { [stalled]: "0+1.2x60" }, at: "8m" },
    };
  }),
  {
    alert: "ContainerNetworkErrors",
    fires: {
      series: network("0+30x100", "0+1200x100"),
      at: "18m",
      labels: labels("warning"),
    },
    // One packet in a thousand.
    silent: { series: network("0+3x100", "0+2985x100"), at: "18m" },
  },
];

/** Returns the packets that were dropped on receive, and all packets. */
function network(dropped: string, packets: string): Record<string, string> {
  const iface = { interface: "eth0" };
  return {
    [of("container_network_receive_packets_dropped_total", iface)]: dropped,
    [of("container_network_transmit_packets_dropped_total", iface)]: "0x100",
    [of("container_network_receive_errors_total", iface)]: "0x100",
    [of("container_network_transmit_errors_total", iface)]: "0x100",
    [of("container_network_receive_packets_total", iface)]: packets,
    [of("container_network_transmit_packets_total", iface)]: "0+300x100",
  };
}
