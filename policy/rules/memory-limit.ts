import type { ContainerRule } from "../rule";

export const memoryLimit: ContainerRule = {
  name: "memory-limit",
  description: "Every container that is started has a memory limit, and does not swap.",
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
  findings: ({ memory = 0, memorySwap = 0 }) => {
    if (memory > 0 && memorySwap === memory) return [];
    return [
      {
        found:
          memory > 0
            ? `its memory is ${memory} MiB and its memorySwap ${memorySwap === 0 ? "is not set, so Docker allows twice the memory" : `is ${memorySwap} MiB`}`
            : "it has no memory limit",
        allowed: "memory above 0, and memorySwap equal to it",
        fix: memory > 0 ? `Set memorySwap to ${memory}` : "Set memory and memorySwap, in MiB",
      },
    ];
  },
};
