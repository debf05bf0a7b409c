import type { Problem } from "../problem";
import { having } from "../services";
import { isGiven } from "./defaults";
import type { PipelineSettings, SettingName } from "./schema";

/** What is wrong with where data goes beyond this host. */
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
      fix: "Set it.",
    }));
  }
  const problems: Problem[] = [];
  if (!settings.services.includes("prometheus")) {
    problems.push({
      setting: "remoteWriteUrl",
      message: "services does not list prometheus, so nothing is sent there.",
    });
  }
  if (remoteWriteUser !== "" && remoteWritePassword === "") {
    problems.push({
      setting: "remoteWriteUser",
      message: "it has no password.",
      fix: "Set remoteWritePassword, or remove the user.",
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
      message: "is Prometheus' own to send.",
      fix: "Remove it; credentials belong into remoteWritePassword.",
    });
  }
  return problems;
}

/** Address and keys of the object storage are given where a bucket is, and only there. */
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
        message: `it is empty, and ${named.join(" and ")} names a bucket there.`,
        fix: "Set it.",
      });
    }
    if (!used && settings[name] !== "") {
      problems.push({
        setting: name,
        message: "neither tracesBucket nor logsBucket names a bucket.",
        fix: "Name one, or remove it.",
      });
    }
  }
  if (used && url !== "" && new URL(url).pathname !== "/") {
    problems.push({
      setting: "objectStorageUrl",
      given: `"${url}"`,
      message: "has a path.",
      fix: "Give scheme, host and port alone.",
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
      message: "it is the tracesBucket, too.",
      fix: "Give each store a bucket of its own.",
    });
  }
  for (const { name: service, budget } of having("budget")) {
    if (!("unless" in budget)) continue;
    const { setting, unless: bucket } = budget;
    if (settings[bucket] !== "" && !settings.services.includes(service)) {
      problems.push({
        setting: bucket,
        message: `services does not list ${service}, so nothing uses it.`,
      });
    }
    if (settings[bucket] !== "" && isGiven(settings, setting)) {
      problems.push({
        setting,
        message: `${bucket} has them, of whose size nothing here is told.`,
        fix: "Remove it; the object storage has a quota and an alert of its own.",
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
      message: "it is empty, and logsBucket is named.",
      fix: "Give the first day whose logs go there: tomorrow's date (UTC) on a stack that has logs, any past one on a new stack.",
    });
  }
  if (logsBucket === "" && logsBucketFrom !== "") {
    problems.push({
      setting: "logsBucketFrom",
      message: "there is no logsBucket.",
      fix: "Name it, or remove the date.",
    });
  }
  if (logsBucketFrom !== "" && !isDate(logsBucketFrom)) {
    problems.push({
      setting: "logsBucketFrom",
      message: `there is no day ${logsBucketFrom}.`,
      fix: "Give one as 2026-12-31.",
    });
  }
  return problems;
}

function isDate(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
