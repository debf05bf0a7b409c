import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { manifests } from "../../components/services";
import { defaults } from "../../components/settings/defaults";
import { images } from "../../components/settings/images";
import { mayBeWithin, taggedVersion } from "../../components/settings/image-version";
import { tempoMajor } from "../../components/settings/tempo-version";
import { problems } from "../../testing/problems";
import { project } from "../../testing/project-files";

interface Renovate {
  customManagers: { matchStrings: string[] }[];
  packageRules: {
    groupName?: string | null;
    matchPackageNames?: string[];
    changelogUrl?: string;
  }[];
}

const DIGEST = `sha256:${"12".repeat(32)}`;

describe("an image's version", () => {
  it.each([
    ["grafana/tempo:2.9.0", "2.9.0"],
    ["prom/prometheus:v3.16.0", "3.16.0"],
    ["grafana/grafana:12.4.10-ubuntu", "12.4.10"],
    ["registry.example.com:5000/mirror/tempo:3", "3"],
    [`grafana/tempo:2.10.8@${DIGEST}`, "2.10.8"],
    [`grafana/tempo@${DIGEST}`, undefined],
    ["grafana/tempo:main-1a2b3c4", undefined],
    ["grafana/tempo:2024-06-01", undefined],
    ["registry.example.com:5000/tempo:stable", undefined],
  ])("%s: %s", (reference, version) => {
    expect(taggedVersion(reference)).toBe(version);
  });

  it("may be incomplete", () => {
    expect(mayBeWithin("0.161", ">=0.161.0")).toBe(true);
    expect(mayBeWithin("0", ">=0.161.0")).toBe(true);
    expect(mayBeWithin("0.145.0", ">=0.161.0")).toBe(false);
    expect(mayBeWithin("4", ">=2.9.0 <4.0.0")).toBe(false);
  });
});

describe("an image that does not support the configuration", () => {
  it.each([
    ["collectorImage", "otel/opentelemetry-collector-contrib:0.145.0", ">=0.161.0"],
    ["tempoImage", "grafana/tempo:2.8.2", ">=2.9.0 <4.0.0"],
    ["tempoImage", "grafana/tempo:4.0.0", ">=2.9.0 <4.0.0"],
  ])("is rejected: %s %s", (setting, reference, supported) => {
    const [problem, ...others] = problems({ [setting]: reference });
    expect(others).toEqual([]);
    expect(problem).toContain(`${setting}: "${reference}" is version `);
    expect(problem).toContain(supported);
    expect(problem).toMatch(new RegExp(`pulumi config set ${setting} \\S+:\\d`));
  });

  it("may have a tag without a version, except Tempo", () => {
    expect(problems({ collectorImage: `example.com/collector@${DIGEST}` })).toEqual([]);
    const tempoImage = `example.com/tempo@${DIGEST}`;
    expect(problems({ tempoImage })).toEqual([
      expect.stringMatching(/^tempoVersion: .*pulumi config set tempoVersion 2$/),
    ]);
    expect(problems({ tempoImage, tempoVersion: "3" })).toEqual([]);
    expect(problems({ tempoImage, services: '["cadvisor","prometheus"]' }).join()).not.toContain(
      "tempoVersion",
    );
  });
});

describe("Tempo's major version", () => {
  it.each([
    ["image", "grafana/tempo:2.10.8", "2"],
    ["image", "grafana/tempo:3.0.3", "3"],
    ["image", "grafana/tempo:stable", undefined],
    ["3", "grafana/tempo:stable", "3"],
    ["2", "grafana/tempo:3-of-ours", "2"],
  ] as const)("%s of %s: %s", (tempoVersion, tempoImage, major) => {
    expect(tempoMajor({ tempoVersion, tempoImage })).toBe(major);
  });
});

describe("Renovate", () => {
  const file = (path: string) => readFileSync(join(project, path), "utf8");
  const { customManagers, packageRules } = JSON.parse(file(".github/renovate.json")) as Renovate;

  it("finds each image in the file that has them", () => {
    const [pattern = ""] = customManagers[0]?.matchStrings ?? [];
    const found = file("components/settings/images.ts").matchAll(new RegExp(pattern, "g"));
    const references = [...found].map(
      ({ groups }) => `${groups?.["depName"]}:${groups?.["currentValue"]}`,
    );
    expect(references).toEqual(Object.values(images));
  });

  it("links the same release notes as explain", () => {
    for (const { image, releases } of manifests) {
      const [name = ""] = defaults[image].split(/:(?=[^/]+$)/);
      const rule = packageRules.find(
        ({ changelogUrl, matchPackageNames = [] }) =>
          changelogUrl !== undefined && matchPackageNames.includes(name),
      );
      expect(rule?.changelogUrl, name).toBe(releases.replace(/\/tag\/.*$/, ""));
    }
  });

  it("has each image in one group", () => {
    const grouped = packageRules
      .filter(({ groupName }) => typeof groupName === "string")
      .flatMap(({ matchPackageNames = [] }) => matchPackageNames);
    const names = Object.values(images).map((reference) => reference.replace(/:[^:/]+$/, ""));
    expect(grouped.sort()).toEqual(names.sort());
  });
});
