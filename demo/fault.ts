import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Where a fault is named, one of `slow`, `failing`, `memory`; absent or anything else is none. */
const FAULT_FILE = "/demo/fault";

const CHUNK_BYTES = 4 * 2 ** 20;
const SLOW_MS = 1500;

const hoard: Buffer[] = [];

/** Misbehaves as asked, on every request: late, with an error every second time, or by keeping memory. */
export async function misbehave(request: number): Promise<void> {
  switch (named()) {
    case "slow":
      await sleep(SLOW_MS);
      return;
    case "failing":
      if (request % 2 === 0) throw new Error("out of stock");
      return;
    case "memory":
      hoard.push(Buffer.alloc(CHUNK_BYTES, 1));
      return;
    default:
      hoard.length = 0;
  }
}

function named(): string {
  try {
    return readFileSync(FAULT_FILE, "utf8").trim();
  } catch {
    return "";
  }
}
