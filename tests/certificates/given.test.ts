import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGivenCertificates } from "../../components/certificates/given";
import { UserError } from "../../components/problem";
import type { PipelineSettings } from "../../components/settings/schema";
import { settingsWith } from "../../testing/settings";
import { ownCertificates } from "../../testing/tls";

const NAME = "telemetry.example.com";
const YEAR_MS = 365 * 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "certificates-"));
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  const good = await ownCertificates(NAME);
  const other = await ownCertificates(NAME);
  const old = await ownCertificates(NAME, new Date(Date.now() - 5 * YEAR_MS));
  const texts = {
    "server.pem": good.server.certificate,
    "server.key": good.server.key,
    "both.pem": good.server.key + good.server.certificate,
    "ca.pem": good.authority.certificate,
    "other.key": other.server.key,
    "other-ca.pem": other.authority.certificate,
    "old.pem": old.server.certificate,
    "old.key": old.server.key,
    "old-ca.pem": old.authority.certificate,
    "text.pem": "hello\n",
    "encrypted.key":
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(file(name), text);
  chmodSync(file("server.key"), 0o600);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function settings(overrides: Partial<PipelineSettings> = {}): PipelineSettings {
  return settingsWith({
    tls: "files",
    tlsNames: [NAME],
    tlsCertificateFile: file("server.pem"),
    tlsKeyFile: file("server.key"),
    tlsCaFile: file("ca.pem"),
    ...overrides,
  });
}

function problems(overrides: Partial<PipelineSettings>): readonly string[] {
  try {
    readGivenCertificates(settings(overrides));
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

describe("certificates from files", () => {
  it("are taken where they belong together, and read only with tls: files", () => {
    const given = readGivenCertificates(settings());
    expect(given?.server.certificate).toContain("BEGIN CERTIFICATE");
    expect(given?.server.key).toContain("BEGIN PRIVATE KEY");
    expect(readGivenCertificates(settings({ tls: "generated" }))).toBeUndefined();
  });

  it("leave a key out that stands beside a certificate", () => {
    const given = readGivenCertificates(settings({ tlsCertificateFile: file("both.pem") }));
    expect(given?.server.certificate).not.toContain("PRIVATE KEY");
  });

  it.each<[string, Partial<PipelineSettings>, RegExp]>([
    ["missing", { tlsKeyFile: file("none") }, /^tlsKeyFile: .*is not there\. Give the path/],
    ["a directory", { tlsCaFile: folder }, /^tlsCaFile: .*is a directory/],
    ["no PEM", { tlsCertificateFile: file("text.pem") }, /holds no certificate in PEM/],
    ["no key", { tlsKeyFile: file("ca.pem") }, /holds no private key in PEM/],
    ["encrypted", { tlsKeyFile: file("encrypted.key") }, /is encrypted.*without a passphrase/],
    ["another key", { tlsKeyFile: file("other.key") }, /is not the key of the certificate in/],
    ["another CA", { tlsCaFile: file("other-ca.pem") }, /^tlsCaFile: .*did not sign/],
    ["another name", { tlsNames: ["x.example.com"] }, /"x\.example\.com".*which is for DNS:telem/],
  ])("are refused when one is %s, with what to do", (_what, overrides, message) => {
    const found = problems(overrides);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it("are refused when their time is over", () => {
    const found = problems({
      tlsCertificateFile: file("old.pem"),
      tlsKeyFile: file("old.key"),
      tlsCaFile: file("old-ca.pem"),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/is valid from .* and not now\. Renew it/);
  });

  it("never show what a file holds", () => {
    expect(problems({ tlsKeyFile: file("text.pem") }).join()).not.toContain("hello");
  });
});
