import { cpus, release, totalmem } from "node:os";
import { docker } from "../testing/e2e/engine";

/** What figures of one machine are told from those of another by. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly cgroups: string;
  readonly engine: string;
  readonly node: string;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    cgroups: `v${docker("info", "--format", "{{.CgroupVersion}}")}`,
    engine: docker("version", "--format", "{{.Server.Version}}"),
    node: process.version,
  };
}
