import type { Problem } from "../problem";
import { having } from "../services";
import { isGiven } from "./defaults";
import { fill, remove, set } from "./fixes";
import type { PipelineSettings, SettingName } from "./schema";

/** Problems of stores outside of this host. */
export function storeChecks(settings: PipelineSettings): Problem[] {
  return [
    ...remoteWrite(settings),
    ...objectStorage(settings),
    ...buckets(settings),
    ...firstDayOfBucket(settings),
  ];
}

function remoteWrite(settings: PipelineSettings): Problem[] {
  const { remoteWriteUrl, remoteWriteHeaders, remoteWriteUser, remoteWritePassword } = settings;
  if (remoteWriteUrl === "") {
    const given: SettingName[] = [
      ...(Object.keys(remoteWriteHeaders).length > 0 ? (["remoteWriteHeaders"] as const) : []),
      ...(remoteWriteUser === "" ? [] : (["remoteWriteUser"] as const)),
      ...(remoteWritePassword === "" ? [] : (["remoteWritePassword"] as const)),
    ];
    return given.map((name) => ({
      setting: name,
      message: "there is no remoteWriteUrl to send it to.",
      fix: fill("remoteWriteUrl", `Remove ${name}, or set remoteWriteUrl, for example`),
    }));
  }
  const problems: Problem[] = [];
  if (!settings.services.includes("prometheus")) {
    problems.push({
      setting: "remoteWriteUrl",
      message: "services does not list prometheus, so nothing is sent there.",
      fix: remove("remoteWriteUrl", "Add prometheus to services, or remove remoteWriteUrl"),
    });
  }
  if (remoteWriteUser !== "" && remoteWritePassword === "") {
    problems.push({
      setting: "remoteWriteUser",
      message: "it has no password.",
      fix: fill("remoteWritePassword"),
    });
  }
  const reserved = Object.keys(remoteWriteHeaders).filter((name) =>
    /^(?:authorization|host|content-.*|user-agent|connection|x-prometheus-remote-write-version)$/i.test(
      name,
    ),
  );
  if (reserved.length > 0) {
    problems.push({
      setting: "remoteWriteHeaders",
      given: reserved.join(", "),
      message: "is not allowed: Prometheus sets it itself.",
      fix: "Remove it from remoteWriteHeaders. Set credentials with remoteWriteUser and remoteWritePassword.",
    });
  }
  return problems;
}

/** Requires the address and the keys of the object storage with a bucket, and only then. */
function objectStorage(settings: PipelineSettings): Problem[] {
  const { objectStorageUrl: url } = settings;
  const problems: Problem[] = [];
  const named = (["tracesBucket", "logsBucket"] as const).filter((name) => settings[name] !== "");
  const used = named.length > 0;
  const parts = ["objectStorageUrl", "objectStorageAccessKey", "objectStorageSecretKey"] as const;
  for (const name of parts) {
    if (used && settings[name] === "") {
      problems.push({
        setting: name,
        message: `it is empty, and ${named.join(" and ")} ${named.length === 1 ? "requires" : "require"} it.`,
        fix: fill(name),
      });
    }
    if (!used && settings[name] !== "") {
      problems.push({
        setting: name,
        message: "tracesBucket and logsBucket are empty, so nothing uses it.",
        fix: remove(name, `Set tracesBucket or logsBucket, or remove ${name}`),
      });
    }
  }
  if (used && url !== "" && new URL(url).pathname !== "/") {
    problems.push({
      setting: "objectStorageUrl",
      given: `"${url}"`,
      message: "has a path. The buckets are set with tracesBucket and logsBucket.",
      fix: set("Set scheme, host and port only", "objectStorageUrl", new URL(url).origin),
    });
  }
  return problems;
}

function buckets(settings: PipelineSettings): Problem[] {
  const { tracesBucket, logsBucket } = settings;
  const problems: Problem[] = [];
  if (tracesBucket !== "" && tracesBucket === logsBucket) {
    problems.push({
      setting: "logsBucket",
      message: `it is the same bucket as tracesBucket, ${logsBucket}.`,
      fix: "Use a separate bucket for each store.",
    });
  }
  for (const { name: service, budget } of having("budget")) {
    if (!("unless" in budget)) continue;
    const { setting, unless: bucket } = budget;
    if (settings[bucket] !== "" && !settings.services.includes(service)) {
      problems.push({
        setting: bucket,
        message: `services does not list ${service}, so nothing uses it.`,
        fix: remove(bucket, `Add ${service} to services, or remove ${bucket}`),
      });
    }
    if (settings[bucket] !== "" && isGiven(settings, setting)) {
      problems.push({
        setting,
        message: `the data is in ${bucket}, so its size is not known here. Use a quota of the object storage instead.`,
        fix: remove(setting),
      });
    }
  }
  return problems;
}

function firstDayOfBucket({ logsBucket, logsBucketFrom }: PipelineSettings): Problem[] {
  const problems: Problem[] = [];
  if (logsBucket !== "" && logsBucketFrom === "") {
    problems.push({
      setting: "logsBucketFrom",
      message: "it is empty, and logsBucket is set.",
      fix: set(
        "Set it to the first day (UTC) whose logs go to the bucket: a past day on a new stack, a future day on a stack that has logs, for example",
        "logsBucketFrom",
        tomorrow(),
      ),
    });
  }
  if (logsBucket === "" && logsBucketFrom !== "") {
    problems.push({
      setting: "logsBucketFrom",
      message: "logsBucket is empty.",
      fix: remove("logsBucketFrom", "Set logsBucket, or remove logsBucketFrom"),
    });
  }
  if (logsBucketFrom !== "" && !isDate(logsBucketFrom)) {
    problems.push({
      setting: "logsBucketFrom",
      message: `there is no day ${logsBucketFrom}.`,
      fix: fill("logsBucketFrom"),
    });
  }
  return problems;
}

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

function isDate(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
