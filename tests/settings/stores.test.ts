import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files";
import { credentialsText } from "../../components/settings/object-storage";
import { diskBudgets } from "../../components/settings/disk-budgets";
import { settingsWith } from "../../testing/settings";
import { problems } from "../../testing/problems";

const STORAGE = {
  objectStorageUrl: "https://s3.example.com",
  objectStorageAccessKey: "a",
  objectStorageSecretKey: "b",
};
const LOGS = { ...STORAGE, logsBucket: "logs", logsBucketFrom: "2026-12-31" };
const WRITES = { remoteWriteUrl: "https://m.example.com/api/v1/push" };

describe("a store outside of the host", () => {
  it.each([
    ["a store with a token", { ...WRITES, remoteWritePassword: "token" }],
    ["a store with a user", { ...WRITES, remoteWriteUser: "u", remoteWritePassword: "p" }],
    ["a bucket for traces", { ...STORAGE, tracesBucket: "traces" }],
    ["a bucket for logs", LOGS],
  ])("is allowed: %s", (_, raw) => {
    expect(problems(raw).join("\n")).toBe("");
  });

  it.each([
    [
      "credentials without a URL",
      { remoteWritePassword: "p" },
      /^remoteWritePassword: there is no remoteWriteUrl/,
    ],
    [
      "a user without a password",
      { ...WRITES, remoteWriteUser: "u" },
      /^remoteWriteUser: it has no password/,
    ],
    [
      "a header that Prometheus sets itself",
      { ...WRITES, remoteWriteHeaders: '{"Authorization":"x"}' },
      /^remoteWriteHeaders: Authorization is not allowed: Prometheus sets it itself/,
    ],
    [
      "no Prometheus",
      { ...WRITES, services: '["collector","tempo","loki"]', prometheusUrl: "http://p" },
      /^remoteWriteUrl: services does not list prometheus/,
    ],
    [
      "a bucket without keys",
      { objectStorageUrl: "https://s", tracesBucket: "traces" },
      /^objectStorageAccessKey: it is empty, and tracesBucket requires it/,
    ],
    ["keys without a bucket", STORAGE, /^objectStorageUrl: tracesBucket and logsBucket are empty/],
    [
      "a path in the storage's address",
      { ...LOGS, objectStorageUrl: "https://s/logs" },
      /^objectStorageUrl: .* has a path.*config set objectStorageUrl https:\/\/s/,
    ],
    [
      "one bucket for both",
      { ...LOGS, tracesBucket: "logs" },
      /^logsBucket: it is the same bucket as tracesBucket, logs/,
    ],
    [
      "a bucket for logs without its day",
      { ...LOGS, logsBucketFrom: "" },
      /^logsBucketFrom: it is empty.*a future day.*config set logsBucketFrom 20/,
    ],
    [
      "a day that does not exist",
      { ...LOGS, logsBucketFrom: "2026-02-30" },
      /^logsBucketFrom: there is no day 2026-02-30/,
    ],
    [
      "a day without a bucket",
      { logsBucketFrom: "2026-12-31" },
      /^logsBucketFrom: logsBucket is empty/,
    ],
    [
      "a disk budget for data in a bucket",
      { ...LOGS, logsDiskSize: "20GiB" },
      /^logsDiskSize: the data is in logsBucket/,
    ],
  ])("is rejected with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("requires no disk space for data in a bucket", () => {
    const services = (overrides: Parameters<typeof settingsWith>[0]) =>
      diskBudgets(settingsWith(overrides)).map(({ service }) => service);
    expect(services({})).toEqual(expect.arrayContaining(["tempo", "loki"]));
    expect(services({ ...LOGS, tracesBucket: "traces" })).toEqual([
      "prometheus",
      "collector",
      "agent",
    ]);
  });

  it("has no disk alert for data in a bucket", () => {
    const alerts = (overrides: Parameters<typeof settingsWith>[0]) =>
      Object.values(renderedFiles(settingsWith(overrides)).prometheus ?? {})
        .flatMap((text) => text.match(/(?:Tempo|Loki)StorageNearBudget/g) ?? [])
        .sort();
    expect(alerts({})).toEqual(["LokiStorageNearBudget", "TempoStorageNearBudget"]);
    expect(alerts(LOGS)).toEqual(["TempoStorageNearBudget"]);
    expect(alerts({ ...STORAGE, tracesBucket: "traces" })).toEqual(["LokiStorageNearBudget"]);
  });

  it("writes the keys in the format of both S3 clients", () => {
    expect(credentialsText({ accessKey: "a", secretKey: "b" })).toBe(
      "[default]\naws_access_key_id = a\naws_secret_access_key = b\n",
    );
  });
});
