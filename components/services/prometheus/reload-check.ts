import { RefusedFiles, type ReloadCheck } from "../../platform/reload-check";
import { gauge } from "../../engine/gauges";
import { pageLines } from "../../platform/health-check";
import type { RunningService } from "../../engine/running-service";
import { endpoints, httpUrl } from "../../settings/endpoints";

const ASK = pageLines(
  `${httpUrl("127.0.0.1", endpoints.prometheus.http)}/metrics`,
  "prometheus_config_last_reload_",
);
/** Within this time, a logged error may refer to previous files. */
const OWN_WORDS_AFTER_MS = 2000;

interface Reload {
  /** Time of the last successful reload, in seconds since 1970. */
  readonly succeededAt: number;
  /** Whether the last reload was successful. */
  readonly successful: boolean;
}

/** Triggers a reload, and waits until Prometheus' metrics report a reload that is newer than the one before. */
export const hasReloaded: ReloadCheck = async function* (service) {
  let before = await lastReload(service);
  while (typeof before === "string") {
    yield before;
    before = await lastReload(service);
  }
  const asked = Date.now();
  await service.signal("SIGHUP");
  for (;;) {
    const last = await lastReload(service);
    if (typeof last === "string") {
      yield last;
    } else if (last.successful) {
      if (last.succeededAt > before.succeededAt) return;
      yield "it has not reloaded its files yet";
    } else {
      const since = Date.now() - asked;
      const said = errors(await service.printedLately(since / 1000 + 1));
      if (said !== "" && since > OWN_WORDS_AFTER_MS) throw new RefusedFiles(said);
      yield `the reload failed: ${said}`;
    }
  }
};

/**
 * Triggers a reload, and waits until Prometheus logs it. For a Prometheus that requires a client certificate, which
 * nothing in its image can present to query the metrics.
 */
export const hasToldOfReload: ReloadCheck = async function* (service) {
  const asked = Date.now();
  await service.signal("SIGHUP");
  for (;;) {
    const seconds = (Date.now() - asked) / 1000;
    const printed = await service.printedLately(Math.ceil(seconds) + 1);
    const said = errors(printed);
    if (said !== "" && seconds * 1000 > OWN_WORDS_AFTER_MS) throw new RefusedFiles(said);
    if (said === "" && printed.includes("Completed loading of configuration file")) return;
    yield said === "" ? "it has not reloaded its files yet" : `the reload failed: ${said}`;
  }
};

/** Returns the last reload, or the reason for which it is unknown. */
async function lastReload(service: RunningService): Promise<Reload | string> {
  const { output, status } = await service.run(ASK);
  const at = gauge(output, "prometheus_config_last_reload_success_timestamp_seconds");
  const successful = gauge(output, "prometheus_config_last_reload_successful");
  return status !== 0 || at === undefined || successful === undefined
    ? `it does not report which files it loaded: ${output}`
    : { succeededAt: at.value, successful: successful.value === 1 };
}

function errors(printed: string): string {
  return printed
    .split("\n")
    .filter((line) => /level=error/i.test(line) && /\b(?:config|rule|file)/i.test(line))
    .slice(-3)
    .join("\n");
}
