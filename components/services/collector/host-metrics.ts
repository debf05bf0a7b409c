/** Mount path of the host's file system in the agent. */
export const HOST_PATH = "/hostfs";

export function hostMetrics(interval: string): object {
  return {
    root_path: HOST_PATH,
    collection_interval: interval,
    scrapers: {
      // Panels and alerts use the attribute `cpu` to count the CPUs.
      cpu: { metrics: { "system.cpu.time": { attributes: ["cpu", "state"] } } },
      load: {},
      memory: {
        metrics: {
          "system.memory.limit": { enabled: true },
          "system.linux.memory.available": { enabled: true },
        },
      },
      disk: { exclude: { devices: ["^(?:loop|ram|dm-)\\d+$$"], match_type: "regexp" } },
      filesystem: {
        include_virtual_filesystems: false,
        exclude_fs_types: { fs_types: ["overlay", "squashfs", "tmpfs"], match_type: "strict" },
        exclude_mount_points: {
          mount_points: ["/(?:dev|proc|sys|run|var/lib/docker|var/lib/containerd)(?:/.*)?"],
          match_type: "regexp",
        },
      },
      paging: {},
      // Uptime of the host.
      system: {},
    },
  };
}
