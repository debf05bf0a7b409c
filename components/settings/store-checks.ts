import { having } from "../services";
import { isGiven } from "./defaults";
import type { PipelineSettings, SettingName } from "./schema";

/** What is wrong with where data goes beyond this host. */
export function storeChecks(settings: PipelineSettings): string[] {
  return [...remoteWrite(settings), ...buckets(settings)];
}

function remoteWrite(settings: PipelineSettings): string[] {
  const { remoteWriteUrl, remoteWriteHeaders, remoteWriteUser, remoteWritePassword } = settings;
  if (remoteWriteUrl === "") {
    const given: SettingName[] = [
      ...(Object.keys(remoteWriteHeaders).length > 0 ? (["remoteWriteHeaders"] as const) : []),
      ...(remoteWriteUser === "" ? [] : (["remoteWriteUser"] as const)),
      ...(remoteWritePassword === "" ? [] : (["remoteWritePassword"] as const)),
    ];
    return given.map((name) => `${name}: there is no remoteWriteUrl to send it to. Set it.`);
  }
  const problems: string[] = [];
  if (!settings.services.includes("prometheus")) {
    problems.push("remoteWriteUrl: services does not list prometheus, so nothing is sent there.");
  }
  if (remoteWriteUser !== "" && remoteWritePassword === "") {
    problems.push(
      "remoteWriteUser: it has no password. Set remoteWritePassword, or remove the user.",
    );
  }
  const reserved = Object.keys(remoteWriteHeaders).filter((name) =>
    /^(?:authorization|host|content-.*|user-agent|connection|x-prometheus-remote-write-version)$/i.test(
      name,
    ),
  );
  if (reserved.length > 0) {
    problems.push(
      `remoteWriteHeaders: ${reserved.join(", ")} is Prometheus' own to send. Remove it; credentials belong into remoteWritePassword.`,
    );
  }
  return problems;
}

function buckets(settings: PipelineSettings): string[] {
  const { objectStorageUrl: url, tracesBucket, logsBucket, logsBucketFrom } = settings;
  const problems: string[] = [];
  const named = (["tracesBucket", "logsBucket"] as const).filter((name) => settings[name] !== "");
  const used = named.length > 0;
  const parts = ["objectStorageUrl", "objectStorageAccessKey", "objectStorageSecretKey"] as const;
  for (const name of parts) {
    if (used && settings[name] === "") {
      problems.push(
        `${name}: it is empty, and ${named.join(" and ")} names a bucket there. Set it.`,
      );
    }
    if (!used && settings[name] !== "") {
      problems.push(
        `${name}: neither tracesBucket nor logsBucket names a bucket. Name one, or remove it.`,
      );
    }
  }
  if (used && url !== "" && new URL(url).pathname !== "/") {
    problems.push(`objectStorageUrl: "${url}" has a path. Give scheme, host and port alone.`);
  }
  if (tracesBucket !== "" && tracesBucket === logsBucket) {
    problems.push("logsBucket: it is the tracesBucket, too. Give each store a bucket of its own.");
  }
  for (const { name: service, budget } of having("budget")) {
    if (!("unless" in budget)) continue;
    const { setting, unless: bucket } = budget;
    if (settings[bucket] !== "" && !settings.services.includes(service)) {
      problems.push(`${bucket}: services does not list ${service}, so nothing uses it.`);
    }
    if (settings[bucket] !== "" && isGiven(settings, setting)) {
      problems.push(
        `${setting}: ${bucket} has them, of whose size nothing here is told. Remove it; the object storage has a quota and an alert of its own.`,
      );
    }
  }
  if (logsBucket !== "" && logsBucketFrom === "") {
    problems.push(
      "logsBucketFrom: it is empty, and logsBucket is named. Give the first day whose logs go there: tomorrow's date (UTC) on a stack that has logs, any past one on a new stack.",
    );
  }
  if (logsBucket === "" && logsBucketFrom !== "") {
    problems.push("logsBucketFrom: there is no logsBucket. Name it, or remove the date.");
  }
  if (logsBucketFrom !== "" && !isDate(logsBucketFrom)) {
    problems.push(`logsBucketFrom: there is no day ${logsBucketFrom}. Give one as 2026-12-31.`);
  }
  return problems;
}

function isDate(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
