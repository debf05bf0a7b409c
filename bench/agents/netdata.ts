import { containerIds } from "../../testing/e2e/engine";
import { getText } from "../../testing/e2e/stores";
import { Crowd } from "../crowd";
import type { Agent } from "./agent";
import { programAgent } from "./program-agent";

const PORT = 25_702;

/** Its own defaults, beside a Netdata that this host may have. */
const configAt = (folder: string) => `[directories]
  config = ${folder}/config
  cache = ${folder}
  lib = ${folder}
  lock = ${folder}
  log = ${folder}
  home = ${folder}
`;

/** Netdata, which reads the cgroups themselves each second. */
export function netdata(): Agent {
  return programAgent({
    name: "Netdata",
    everyMs: 1000,
    program: "netdata",
    start: (folder) => ({
      words: [
        ...["-D", "-u", "root", "-i", "127.0.0.1", "-p", `${PORT}`],
        ...["-c", `${folder}/config/netdata.conf`],
      ],
      files: {
        "config/netdata.conf": configAt(folder),
        // It would tell its makers that it was started.
        "config/.opt-out-from-anonymous-statistics": "",
        "cloud.d/cloud.conf": "[global]\n  enabled = no\n",
      },
    }),
    leavings: ["/dev/shm/netdata_shm_cgroup_ebpf", "/dev/shm/sem.netdata_sem_cgroup_ebpf"],
    // To find out the names takes it longer than anything that it does afterwards.
    ready: async () => {
      const charts = await getText(`http://127.0.0.1:${PORT}`, "/api/v1/charts");
      return [Crowd.first, ...containerIds(Crowd.prefix).keys()].every((name) =>
        charts.includes(`"cgroup_${name}.`),
      );
    },
  });
}
