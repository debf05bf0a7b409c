import {
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { figure, lines } from "./panels";
import { CONTAINER_LEGEND, containerQueries as queries } from "./queries";
import { containerVariable, hostVariable } from "./variables";

/** Every container of every host: how many run, and what each takes of CPU, memory, network and disk. */
export function containersDashboard(): Dashboard {
  return new DashboardBuilder("Containers")
    .uid("containers")
    .description("CPU, memory, network and disk I/O of every running container.")
    .tags(["containers", "docker"])
    .timezone("browser")
    .time({ from: "now-1h", to: "now" })
    .refresh("30s")
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .withVariable(hostVariable())
    .withVariable(containerVariable())
    .withPanel(
      figure({
        title: "Running containers",
        description: "Containers that run now on the chosen hosts.",
        unit: "none",
        expr: queries.running,
      }),
    )
    .withPanel(
      figure({
        title: "CPU used",
        description: "Cores in use by the chosen containers together.",
        unit: "cores",
        expr: queries.cpuTotal,
      }),
    )
    .withPanel(
      figure({
        title: "Memory used",
        description:
          "Working set of the chosen containers together: what the kernel cannot take back.",
        unit: "bytes",
        expr: queries.memoryTotal,
      }),
    )
    .withPanel(
      lines({
        title: "CPU",
        description: "Cores in use by each container. 1 is one core, fully used.",
        unit: "cores",
        queries: [{ expr: queries.cpu, legend: CONTAINER_LEGEND }],
      }),
    )
    .withPanel(
      lines({
        title: "Memory",
        description: "Working set of each container: what the kernel cannot take back.",
        unit: "bytes",
        queries: [{ expr: queries.memory, legend: CONTAINER_LEGEND }],
      }),
    )
    .withPanel(
      lines({
        title: "Memory against limit",
        description:
          "Working set as a share of the container's limit; at 100 % the kernel ends it. Containers without a limit are not shown.",
        unit: "percentunit",
        max: 1,
        queries: [{ expr: queries.memoryLimit, legend: CONTAINER_LEGEND }],
      }),
    )
    .withPanel(
      lines({
        title: "Network",
        description: "Bytes per second over all interfaces of each container.",
        unit: "Bps",
        queries: [
          { expr: queries.received, legend: `${CONTAINER_LEGEND} received` },
          { expr: queries.sent, legend: `${CONTAINER_LEGEND} sent` },
        ],
      }),
    )
    .withPanel(
      lines({
        title: "Disk reads",
        description:
          "Bytes per second read from disks. What comes out of the page cache does not count.",
        unit: "Bps",
        queries: [{ expr: queries.reads, legend: CONTAINER_LEGEND }],
      }),
    )
    .withPanel(
      lines({
        title: "Disk writes",
        description:
          "Bytes per second written to disks. On cgroup v1 the kernel counts direct writes at most.",
        unit: "Bps",
        queries: [{ expr: queries.writes, legend: CONTAINER_LEGEND }],
      }),
    )
    .build();
}
