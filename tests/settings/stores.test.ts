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

describe("data that goes beyond the host", () => {
  it.each([
    ["a store with a token", { ...WRITES, remoteWritePassword: "token" }],
    ["a store with a user", { ...WRITES, remoteWriteUser: "u", remoteWritePassword: "p" }],
    ["a bucket for traces", { ...STORAGE, tracesBucket: "traces" }],
    ["a bucket for logs", LOGS],
  ])("is taken: %s", (_, raw) => {
    expect(problems(raw).join("\n")).toBe("");
  });

  it.each([
    [
      "credentials for nowhere",
      { remoteWritePassword: "p" },
      /^remoteWritePassword: there is no remoteWriteUrl/,
    ],
    [
      "a user without a password",
      { ...WRITES, remoteWriteUser: "u" },
      /^remoteWriteUser: it has no password/,
    ],
    [
      "a header that is Prometheus' own",
      { ...WRITES, remoteWriteHeaders: '{"Authorization":"x"}' },
      /^remoteWriteHeaders: Authorization is Prometheus' own/,
    ],
    [
      "no Prometheus",
      { ...WRITES, services: '["collector","tempo","loki"]', prometheusUrl: "http://p" },
      /^remoteWriteUrl: services does not list prometheus/,
    ],
    [
      "a bucket without keys",
      { objectStorageUrl: "https://s", tracesBucket: "traces" },
      /^objectStorageAccessKey: it is empty, and tracesBucket names/,
    ],
    [
      "keys without a bucket",
      STORAGE,
      /^objectStorageUrl: neither tracesBucket nor logsBucket names a bucket/,
    ],
    [
      "a path in the storage's address",
      { ...LOGS, objectStorageUrl: "https://s/logs" },
      /^objectStorageUrl: .* has a path/,
    ],
    [
      "one bucket for both",
      { ...LOGS, tracesBucket: "logs" },
      /^logsBucket: it is the tracesBucket, too/,
    ],
    [
      "a bucket for logs without its day",
      { ...LOGS, logsBucketFrom: "" },
      /^logsBucketFrom: it is empty.*tomorrow's date/,
    ],
    [
      "a day that there is not",
      { ...LOGS, logsBucketFrom: "2026-02-30" },
      /^logsBucketFrom: there is no day 2026-02-30/,
    ],
    [
      "a day without a bucket",
      { logsBucketFrom: "2026-12-31" },
      /^logsBucketFrom: there is no logsBucket/,
    ],
    [
      "a size of the disk for what is in a bucket",
      { ...LOGS, logsDiskSize: "20GiB" },
      /^logsDiskSize: logsBucket has them/,
    ],
  ])("is refused with %s", (_, raw, message) => {
    expect(problems(raw).join("\n")).toMatch(new RegExp(message, "m"));
  });

  it("asks for no room on the disk for what is in a bucket", () => {
    const services = (overrides: Parameters<typeof settingsWith>[0]) =>
      diskBudgets(settingsWith(overrides)).map(({ service }) => service);
    expect(services({})).toEqual(expect.arrayContaining(["tempo", "loki"]));
    expect(services({ ...LOGS, tracesBucket: "traces" })).toEqual([
      "prometheus",
      "collector",
      "agent",
    ]);
  });

  it("has no alert about the disk for it", () => {
    const alerts = (overrides: Parameters<typeof settingsWith>[0]) =>
      Object.values(renderedFiles(settingsWith(overrides)).prometheus ?? {})
        .flatMap((text) => text.match(/(?:Tempo|Loki)StorageNearBudget/g) ?? [])
        .sort();
    expect(alerts({})).toEqual(["LokiStorageNearBudget", "TempoStorageNearBudget"]);
    expect(alerts(LOGS)).toEqual(["TempoStorageNearBudget"]);
    expect(alerts({ ...STORAGE, tracesBucket: "traces" })).toEqual(["LokiStorageNearBudget"]);
  });

  it("tells both clients of the keys in the form that they read", () => {
    expect(credentialsText({ accessKey: "a", secretKey: "b" })).toBe(
      "[default]\naws_access_key_id = a\naws_secret_access_key = b\n",
    );
  });
});
