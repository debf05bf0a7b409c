import { setTimeout as sleep } from "node:timers/promises";
import { dataOwners } from "../../../components/settings/data-owners";
import { defaults } from "../../../components/settings/defaults";
import type { Fault } from "./fault";
import type { Stage } from "./stage";

const STORES = ["prometheus", "tempo", "loki"];
const FULL_SECONDS = 20;
export const SMALL_VOLUME = "faults-small-queue";

/**
 * Fills the volume with the gateway's queues while no store accepts data. The gateway must reject data that it cannot
 * keep, and continue without intervention when there is space again.
 */
export const fullDisk: Fault = {
  name: `full disk under the gateway's queues for ${FULL_SECONDS} s, all stores stopped`,
  kind: "disk",
  pushesBack: true,
  prepare: async (stage) => {
    // The volume is in memory, so it is empty each time it is mounted. Its owner must therefore be an option.
    const inMemory = ["--opt", "type=tmpfs", "--opt", "device=tmpfs"];
    const size = ["--opt", `o=size=16m,uid=${dataOwners.collector},gid=${dataOwners.collector}`];
    await stage.docker("volume", "create", ...inMemory, ...size, SMALL_VOLUME);
    stage.stack.configure({
      dataVolumes: { collector: SMALL_VOLUME },
      upstreamOtlpEndpoint: undefined,
    });
    await stage.up();
  },
  apply: async (stage) => {
    await stage.docker("stop", ...STORES.map((service) => stage.container(service)));
    await inVolume(stage, "dd if=/dev/zero of=/queue/filler bs=4096 || true");
    await sleep(FULL_SECONDS * 1000);
    await inVolume(stage, "rm /queue/filler");
    await stage.docker("start", ...STORES.map((service) => stage.container(service)));
    await stage.healthy(...STORES, "collector");
  },
};

async function inVolume(stage: Stage, command: string): Promise<void> {
  const mount = ["--volume", `${SMALL_VOLUME}:/queue`];
  await stage.docker("run", "--rm", ...mount, defaults.busyboxImage, "sh", "-c", command);
}
