import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { cadvisorFlags } from "../../components/services/cadvisor/flags";
import { agentFiles } from "../../components/services/collector/agent";
import type { Files } from "../../components/render/content-hash";
import { renderedFiles } from "../../components/plan/files";
import { planOf } from "../../components/plan/plan";
import { agentInput } from "../../components/services/collector/agent-input";
import { modules } from "../../components/services/modules";
import { schema, type PipelineSettings } from "../../components/settings/schema";
import { SERVICES, type ServiceName } from "../../components/settings/services";
import { settingsWith } from "../../testing/settings";
import { leaves, parsed } from "../hostile/shape";
import { changes, configurations, resolved, type Configuration } from "./configurations";
import { places } from "./places";

/** To test other values: PROPERTIES_SEED=7 PROPERTIES_RUNS=1000 npx vitest run tests/properties */
const seed = Number(process.env["PROPERTIES_SEED"] ?? 6);
const runs = (count: number) => ({
  seed,
  numRuns: Number(process.env["PROPERTIES_RUNS"] ?? count),
});

// fast-check shrinks a failing case first, which takes time.
vi.setConfig({ testTimeout: 120_000 });

/** Files of each service, even if it does not run with these settings. */
const renderers = {
  cadvisor: ({ scrapeInterval, dockerSocket, hostMetrics }: PipelineSettings) => {
    const input = {
      scrapeInterval,
      dockerSocket,
      containerdSocket: undefined,
      hostNetwork: hostMetrics,
    };
    return { "/flags.json": JSON.stringify(cadvisorFlags(input)) };
  },
  agent: (settings: PipelineSettings) => agentFiles(agentInput(planOf(settings))).files,
  ...Object.fromEntries(
    modules.map(({ name, files }) => [
      name,
      (settings: PipelineSettings) => files(planOf(settings)),
    ]),
  ),
} as unknown as Readonly<Record<ServiceName, (settings: PipelineSettings) => Files>>;

/** Content of each directory whose name is a content hash. */
function hashed(files: Files): Readonly<Record<string, string>> {
  const found: Record<string, [string, string][]> = {};
  for (const [path, text] of Object.entries(files)) {
    const [, directory, name = ""] = /\/([0-9a-f]{12})\/(.+)$/.exec(path) ?? [];
    if (directory !== undefined) (found[directory] ??= []).push([name, text]);
  }
  return Object.fromEntries(
    Object.entries(found).map(([directory, content]) => [directory, JSON.stringify(content)]),
  );
}

function inAnotherOrder(configuration: Configuration): Configuration {
  return Object.fromEntries(Object.entries(configuration).reverse());
}

const withFiles = SERVICES.filter(
  (name) => Object.keys(renderers[name](settingsWith())).length > 0,
);

describe.each(withFiles)("files of %s", (service) => {
  const render = renderers[service];

  it("are valid and complete", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const files = Object.entries(render(resolved(configuration)));
        expect(files.length).toBeGreaterThan(0);
        for (const [path, text] of files) {
          expect(text.trim()).not.toBe("");
          for (const leaf of leaves(parsed(path, text)).values()) {
            expect(leaf, path).not.toBeUndefined();
            if (!path.endsWith(".json")) expect(leaf, path).not.toBeNull();
            expect(String(leaf)).not.toMatch(/undefined|NaN|Infinity|\[object /);
          }
        }
      }),
      runs(20),
    );
  });

  it("are the same for the same settings", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const once = render(resolved(configuration));
        expect(Object.entries(render(resolved(inAnotherOrder(configuration))))).toEqual(
          Object.entries(once),
        );
      }),
      runs(40),
    );
  });

  it("contain the settings unchanged", () => {
    fc.assert(
      fc.property(configurations, (configuration) => {
        const settings = resolved(configuration);
        if (!planOf(settings).services.includes(service)) return;
        const files = Object.entries(render(settings));
        const read = new Map<string, unknown>();
        const at = (name: string, ...keys: (string | number)[]) => {
          const [path, text] = files.find(([each]) => each.endsWith(`/${name}`)) ?? [];
          if (path === undefined || text === undefined) return undefined;
          const document = read.get(path) ?? parsed(path, text);
          read.set(path, document);
          return keys.reduce<unknown>(
            (found, key) => (found as Record<string, unknown> | undefined)?.[key],
            document,
          );
        };
        for (const [what, found, given] of places[service]?.(settings, at) ?? []) {
          expect(found, what).toEqual(given);
        }
      }),
      runs(60),
    );
  });

  it("are in another directory if and only if one of them changes", () => {
    let [same, other] = [0, 0];
    fc.assert(
      fc.property(changes, (pair) => {
        const [before, after] = pair.map((each) => hashed(render(resolved(each))));
        if (before === undefined || after === undefined) throw new Error("no pair");
        expect(Object.keys(after).length).toBe(Object.keys(before).length);
        for (const [index, [directory, content]] of Object.entries(after).entries()) {
          const [oldDirectory, oldContent] = Object.entries(before)[index] ?? [];
          expect(directory === oldDirectory).toBe(content === oldContent);
          if (directory === oldDirectory) same++;
          else other++;
        }
      }),
      runs(60),
    );
    // cAdvisor has no files, and Prometheus reloads new ones while it runs.
    if (!["cadvisor", "prometheus"].includes(service)) {
      expect(Math.min(same, other)).toBeGreaterThan(0);
    }
  });
});

it("are those of the running services, and every setting was tested", () => {
  const tried = new Set<string>();
  fc.assert(
    fc.property(configurations, (configuration) => {
      Object.keys(configuration).forEach((name) => tried.add(name));
      const settings = resolved(configuration);
      const running = planOf(settings).services;
      const files = renderedFiles(settings);
      expect(Object.keys(files).sort()).toEqual(
        [...new Set([...running, ...(settings.hosts.length > 0 ? ["agent"] : [])])]
          .filter((name) => name !== "cadvisor")
          .sort(),
      );
      for (const [name, texts] of Object.entries(files)) {
        const here = Object.entries(texts).filter(([path]) => !path.startsWith("/hosts/"));
        const own = running.includes(name as ServiceName);
        const wanted = own ? renderers[name as ServiceName](settings) : {};
        expect(Object.fromEntries(here)).toEqual(wanted);
        const elsewhere = Object.keys(texts).length - here.length;
        expect(elsewhere).toBe(name === "agent" ? settings.hosts.length : 0);
      }
    }),
    runs(150),
  );
  expect(Object.keys(schema).filter((name) => !tried.has(name))).toEqual([]);
});
