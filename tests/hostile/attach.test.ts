import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { containerProblems } from "../../components/attach/container-checks";
import { extensionContent, extensionFiles } from "../../components/attach/extension-files";
import { fullStackName } from "../../components/attach/stack-name";
import { wrongArguments } from "../../components/errors";
import type { Problem } from "../../components/problem";
import { leaves } from "./shape";
import { HOSTILE } from "./values";

const owner = { project: "shop", stack: "prod", name: "monitoring" };
const place = { hostName: "host", environment: "test" };
const target = (more: object) => ({ scrapeTargets: [{ job: "shop", targets: ["a:1"], ...more }] });
const rule = (more: object) => ({ alertRules: [{ alert: "Down", expr: "up == 0", ...more }] });

/** Arguments of an extension that contain text of its project. */
const PLACES: Readonly<Record<string, (text: string) => object>> = {
  extensionName: (text) => ({ extensionName: text, ...rule({}) }),
  folder: (text) => ({ folder: text, ...rule({}) }),
  ruleFile: (text) => ({ ruleFile: text }),
  "dashboard's text": (text) => ({ dashboards: { shop: text } }),
  "dashboard's uid": (text) => ({
    dashboards: { shop: JSON.stringify({ uid: text, title: "a" }) },
  }),
  job: (text) => target({ job: text }),
  target: (text) => target({ targets: [text] }),
  path: (text) => target({ path: text }),
  scheme: (text) => target({ scheme: text }),
  "label's name": (text) => target({ labels: { [text]: "a" } }),
  "label's value": (text) => target({ labels: { team: text } }),
  alert: (text) => rule({ alert: text }),
  "alert's label": (text) => rule({ labels: { [text]: "a" } }),
};

function expectAllClear(problems: readonly Problem[]): void {
  for (const problem of problems) {
    expectClear(wrongArguments("PipelineExtension", [problem]).message);
  }
}

function expectClear(message: string): void {
  expect(message).toMatch(/\S\.?$/);
  expect(message.length).toBeLessThan(1_000);
  expect(message).not.toMatch(/\n\s+at |[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

describe.each(Object.entries(PLACES))("an extension's %s", (_, args) => {
  it.each(Object.entries(HOSTILE))("%s", (_name, text) => {
    const content = extensionContent({ stack: "dev", ...args(text) }, owner);
    if ("problems" in content) {
      expect(content.problems.length).toBeGreaterThan(0);
      expectAllClear(content.problems);
      return;
    }
    const files = extensionFiles(content, place);
    const [given] = Object.values(args(text).valueOf() as Record<string, unknown>);
    expect(Object.keys(files).length).toBeGreaterThan(0);
    for (const [path, written] of Object.entries(files)) {
      expect(path).not.toMatch(/\.\.|^\/|\/\//);
      if (path !== "scrape.yml") continue;
      const { scrape_configs: jobs } = load(written) as {
        scrape_configs: Record<string, unknown>[];
      };
      expect(jobs).toHaveLength(1);
      const found = new Set(leaves(jobs).values());
      for (const leaf of leaves(given).values()) {
        expect(found.has(leaf), String(leaf)).toBe(true);
      }
    }
  });
});

describe("arguments of another type", () => {
  it.each<object>([
    target({ targets: "a:1" }),
    target({ job: 5 }),
    target({ job: undefined }),
    target({ labels: { team: 5 } }),
    target({ labels: ["a"] }),
    { scrapeTargets: {} },
    { scrapeTargets: [null] },
    { scrapeTargets: ["a"] },
    rule({ expr: 5 }),
    rule({ expr: undefined }),
    rule({ for: 60 }),
    { alertRules: "a" },
    { ruleFile: {} },
    { dashboards: ["a"] },
    { dashboards: { a: {} } },
    { folder: 5 },
    { extensionName: ["a"] },
  ])("%j", (args) => {
    const content = extensionContent({ stack: "dev", ...args }, owner);
    expect("problems" in content).toBe(true);
    if ("problems" in content) expectAllClear(content.problems);
  });
});

const CONTAINER = { stack: "dev", image: "shop:1" };

describe("a container's", () => {
  it.each(Object.entries(HOSTILE))("name and variable: %s", (_, text) => {
    const args = { ...CONTAINER, containerName: text, environment: { [text]: "a" } };
    const problems = containerProblems("shop", args);
    expectAllClear(problems);
    const isName = /^[a-zA-Z0-9][\w.-]+$/.test(text);
    expect(problems.some((problem) => problem.setting?.startsWith("containerName"))).toBe(!isName);
  });

  it.each(Object.entries(HOSTILE))("stack: %s", (_, text) => {
    try {
      expect(fullStackName(`organization/${text}/dev`)).toMatch(/^[\w.-]+\/[\w.-]+\/dev$/);
    } catch (error) {
      const { message } = error as Error;
      expect(message).toMatch(/is not a valid stack name/);
      expectClear(message);
    }
  });
});
