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

/** What no room can see alone: whether what one file names is there in another. */

function texts(settings: PipelineSettings): string[] {
  return Object.values(renderedFiles(settings)).flatMap((files) => Object.values(files));
}

// The caller says what it expects of the file; the assertions say whether that holds.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function yamlOf<T>(settings: PipelineSettings, service: string, name: string): T {
  const files = Object.entries(renderedFiles(settings)).find(([key]) => key === service)?.[1] ?? {};
  const [, text] = Object.entries(files).find(([path]) => path.endsWith(name)) ?? [];
  return load(text ?? "null") as T;
}

describe("what the files name is there", () => {
  it("every address belongs to a service that answers on that port", () => {
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

  it("every data source that a link or panel names is provisioned, and unlike the others", () => {
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
    "%s: every dashboard that something links to is there, with the variables that the link sets",
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

  it("every recorded series that a dashboard or link asks for is recorded", () => {
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

  it("an alert is sent to the Alertmanager here, or to the one that a setting names", () => {
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

  it("every secret file that Alertmanager's configuration names is carried to it, and no other", async () => {
    const { resources } = await register(everythingSet, modernEngine);
    const carried = resources
      .filter(({ name }) => name === "alertmanager-secrets-carrier")
      .flatMap(({ inputs }) => (inputs["uploads"] as { file: string }[]).map(({ file }) => file));
    const config = Object.values(renderedFiles(everythingSet).alertmanager ?? {}).join("\n");
    const named = [...config.matchAll(/_file: (\S+)/g)].map(([, file]) => file);
    expect(named).toHaveLength(4);
    expect(named.sort()).toEqual(carried.sort());
  });

  it("every service that runs is scraped, each under its own job", () => {
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

  it("every file that a command or another file names is carried into that container", async () => {
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

  it("scrapes cAdvisor from one place only, by the same rules", () => {
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
    // The Collector reads $$ as $, and takes its interval from the job.
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
