import { describe, expect, it } from "vitest";
import { load } from "js-yaml";
import { renderedFiles } from "../components/plan/files";
import { having } from "../components/services";
import { cadvisor } from "../components/services/cadvisor/manifest";
import { endpoints } from "../components/settings/endpoints";
import { dataSourceUids } from "../components/settings/labels";
import { SERVICES } from "../components/settings/services";
import type { PipelineSettings } from "../components/settings/schema";
import { boardsOf } from "../testing/boards";
import { cases } from "../testing/cases";
import { register } from "../testing/mocks";
import { modernEngine, settingsWith } from "../testing/settings";

const everythingSet = cases["everything-set"] ?? settingsWith();

/** Checks between services: whether a name in one service's file exists in another's. */

function texts(settings: PipelineSettings): string[] {
  return Object.values(renderedFiles(settings)).flatMap((files) => Object.values(files));
}

// The caller sets the expected type; the assertions check it.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function yamlOf<T>(settings: PipelineSettings, service: string, name: string): T {
  const files = Object.entries(renderedFiles(settings)).find(([key]) => key === service)?.[1] ?? {};
  const [, text] = Object.entries(files).find(([path]) => path.endsWith(name)) ?? [];
  return load(text ?? "null") as T;
}

describe("names in the files exist", () => {
  it("every address belongs to a service that listens on that port", () => {
    const known = new Set(
      Object.values(endpoints).flatMap(({ host, ...ports }) =>
        Object.values(ports).map((port) => `${host}:${port}`),
      ),
    );
    const hosts = Object.values(endpoints).map(({ host }) => host);
    const mentioned = texts(settingsWith({ cadvisorTransport: "otlp" }))
      .flatMap((text) => [...text.matchAll(new RegExp(`\\b(?:${hosts.join("|")}):\\d+`, "g"))])
      .map(([address]) => address);
    expect(mentioned.length).toBeGreaterThan(10);
    expect(mentioned.filter((address) => !known.has(address))).toEqual([]);
  });

  it("every data source that a link or panel names is provisioned, with a unique UID", () => {
    const settings = settingsWith({ services: [...SERVICES] });
    const sources = yamlOf<{ datasources: { uid: string; name: string }[] }>(
      settings,
      "grafana",
      "stores.yaml",
    ).datasources;
    const uids = sources.map(({ uid }) => uid);
    expect(uids.sort()).toEqual(Object.values(dataSourceUids).sort());
    const named = texts(settings)
      .flatMap((text) => [
        ...text.matchAll(
          /(?:datasourceUid: |targetUID: |alertmanagerUid: |"type": "\w+",\s+"uid": )"?([\w-]+)"?/g,
        ),
      ])
      .map(([, uid]) => uid);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((uid) => !uids.includes(uid ?? ""))).toEqual([]);
  });

  const shown = Object.entries(cases).filter(([, { services }]) => services.includes("grafana"));

  it.each(shown)(
    "%s: every linked dashboard exists, with the variables that the link sets",
    (_name, settings) => {
      const boards = boardsOf(renderedFiles(settings).grafana);
      const links = texts(settings).flatMap((text) => [
        ...text.matchAll(/\/d\/([\w-]+)(?:\/[\w-]+)?\?([^\s"']*)/g),
      ]);
      expect(links.length).toBeGreaterThan(2);
      for (const [link, uid, query = ""] of links) {
        const board = boards.find((one) => one.uid === uid);
        expect(board, link).toBeDefined();
        const variables = board?.templating.list.map(({ name }) => name);
        for (const [, name] of query.matchAll(/\bvar-(\w+)=/g)) {
          expect(variables, link).toContain(name);
        }
      }
    },
  );

  it("every recorded series that a dashboard or link queries has a rule", () => {
    const rules = yamlOf<{ groups: { rules: { record: string }[] }[] }>(
      settingsWith(),
      "prometheus",
      "rules.yml",
    );
    const recorded = rules.groups.flatMap((group) => group.rules.map(({ record }) => record));
    const asked = new Set(
      texts(settingsWith())
        .filter((text) => !text.includes("- record:"))
        .flatMap((text) => [...text.matchAll(/\b(?:container|host):[a-z]\w+:[a-z]\w+/g)])
        .map(([series]) => series),
    );
    expect(asked.size).toBeGreaterThan(4);
    expect([...asked].filter((series) => !recorded.includes(series))).toEqual([]);
  });

  it("alerts go to the stack's Alertmanager, or to the one in the settings", () => {
    const targets = (settings: PipelineSettings) =>
      yamlOf<{ alerting?: object }>(settings, "prometheus", "prometheus.yml").alerting;
    expect(targets(settingsWith())).toBeUndefined();
    expect(targets(settingsWith({ services: [...SERVICES] }))).toEqual({
      alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }],
    });
    const own = (alertmanagerUrl: string) => targets(settingsWith({ alertmanagerUrl }));
    expect(own("https://alerts.example.com/am")).toEqual({
      alertmanagers: [
        {
          scheme: "https",
          path_prefix: "/am",
          static_configs: [{ targets: ["alerts.example.com:443"] }],
        },
      ],
    });
    expect(own("http://alerts.example.com:19093")).toEqual({
      alertmanagers: [{ static_configs: [{ targets: ["alerts.example.com:19093"] }] }],
    });
  });

  it("Alertmanager receives exactly the secret files that its configuration names", async () => {
    const { resources } = await register(everythingSet, modernEngine);
    const carried = resources
      .filter(({ name }) => name === "alertmanager-secrets-carrier")
      .flatMap(({ inputs }) => (inputs["uploads"] as { file: string }[]).map(({ file }) => file));
    const config = Object.values(renderedFiles(everythingSet).alertmanager ?? {}).join("\n");
    const named = [...config.matchAll(/_file: (\S+)/g)].map(([, file]) => file);
    expect(named).toHaveLength(4);
    expect(named.sort()).toEqual(carried.sort());
  });

  it("every running service is scraped, each with its own job", () => {
    const { scrape_configs } = yamlOf<{ scrape_configs: { job_name: string }[] }>(
      settingsWith({ services: [...SERVICES] }),
      "prometheus",
      "prometheus.yml",
    );
    const scraped = having("scrape");
    const containers = SERVICES.filter((name) => name === cadvisor.name);
    expect([...scraped.map(({ name }) => name), ...containers].sort()).toEqual(
      [...SERVICES].sort(),
    );
    expect(scrape_configs.map(({ job_name }) => job_name).sort()).toEqual(
      ["docker", ...scraped.map(({ scrape }) => scrape.job)].sort(),
    );
  });

  it("every file that a command or another file names is in a volume of that container", async () => {
    const { resources } = await register(settingsWith(), modernEngine);
    const carried = new Set(
      resources.flatMap(({ inputs }) =>
        ((inputs["uploads"] ?? []) as { file: string }[]).map(({ file }) => file),
      ),
    );
    const commands = resources.flatMap(({ inputs }) => (inputs["command"] ?? []) as string[]);
    const named = [...commands, ...texts(settingsWith())]
      .flatMap((text) => [...text.matchAll(/\/(?:config|limits)\/[\w./-]+\.ya?ml/g)])
      .map(([path]) => path);
    expect(named.length).toBeGreaterThanOrEqual(7);
    expect(named.filter((path) => !carried.has(path))).toEqual([]);
  });

  it("only one service scrapes cAdvisor, with the same rules", () => {
    const direct = yamlOf<{ scrape_configs: { job_name: string }[] }>(
      settingsWith(),
      "prometheus",
      "prometheus.yml",
    ).scrape_configs.find(({ job_name }) => job_name === "docker");
    const pushing = settingsWith({ cadvisorTransport: "otlp" });
    const agent = yamlOf<{
      receivers: Record<string, { config: { scrape_configs: object[] } }>;
    }>(pushing, "agent", "agent.yaml");
    const [pushed] = agent.receivers["prometheus/cadvisor"]?.config.scrape_configs ?? [];
    // The Collector reads $$ as $, and its interval is set in the job.
    const unescaped = JSON.parse(JSON.stringify(pushed).replaceAll("$$", "$")) as object;
    expect(unescaped).toEqual({ ...direct, scrape_interval: "15s" });
    const { scrape_configs } = yamlOf<{ scrape_configs: { job_name: string }[] }>(
      pushing,
      "prometheus",
      "prometheus.yml",
    );
    expect(scrape_configs.map(({ job_name }) => job_name)).not.toContain("docker");
  });
});
