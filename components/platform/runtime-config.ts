import { createHash } from "node:crypto";
import { toGoYaml } from "../render/yaml";
import { RefusedFiles, type ReloadCheck } from "./reload-check";
import { gauge } from "../engine/gauges";

export interface RuntimeConfig {
  /** What the file says. */
  readonly document: object;
  /** How often it is read. */
  readonly periodSeconds: number;
  /** What the names of the metrics about it begin with, such as `loki_runtime_config`. */
  readonly metrics: string;
  /** The command that prints these metrics in the service's container. */
  readonly ask: readonly string[];
}

/**
 * Evidence of a service built on dskit, as Grafana's stores are. They tell the hash of what they have read last, and
 * whether the last attempt failed; at their start they fail on a file that they cannot read.
 *
 * A version that computes the hash in another way is believed when it has certainly read the file since, without failing.
 */
export function hasRead(
  { document, periodSeconds, metrics, ask }: RuntimeConfig,
  now: () => number = Date.now,
): ReloadCheck {
  const hash = createHash("sha256").update(toGoYaml(document)).digest("hex");
  return async function* (service) {
    const began = now();
    for (;;) {
      const { output, status } = await service.run(ask);
      const successful = gauge(output, `${metrics}_last_reload_successful`);
      const seconds = (now() - began) / 1000;
      if (status !== 0 || successful === undefined) {
        yield `it does not report which files it loaded: ${output}`;
      } else if (successful.value === 1) {
        const read = gauge(output, `${metrics}_hash`)?.labels ?? "";
        if (read.includes(hash) || seconds > 2 * periodSeconds) return;
        yield "it has not read them yet";
      } else {
        const said = failures(await service.printedLately(periodSeconds + 2));
        // It says so of the files before, too, until it has read these.
        if (seconds > periodSeconds + 1) throw new RefusedFiles(said);
        yield `it could not read its files: ${said}`;
      }
    }
  };
}

/**
 * The same of one that asks for a certificate, which nothing in its image can show. One that has started after the `populators`
 * of its files were made has read them then; any other one has certainly read them when two periods are over, and prints
 * what it could not read.
 */
export function hasHadTime(
  periodSeconds: number,
  carriers: () => Promise<readonly string[]>,
  now: () => number = Date.now,
): ReloadCheck {
  return async function* (service) {
    if (await service.startedAfter(await carriers())) return;
    const began = now();
    for (;;) {
      const seconds = (now() - began) / 1000;
      const said = failures(await service.printedLately(Math.min(seconds, periodSeconds) + 1));
      if (said !== "" && seconds > periodSeconds + 1) throw new RefusedFiles(said);
      if (said === "" && seconds > 2 * periodSeconds) return;
      yield said === "" ? "it may not have read them yet" : `it could not read its files: ${said}`;
    }
  };
}

function failures(printed: string): string {
  return printed
    .split("\n")
    .filter((line) => /\b(?:failed to|error).*\bconfig\b/i.test(line))
    .slice(-1)
    .join("");
}
