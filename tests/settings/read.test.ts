import { describe, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import { readSettings } from "../../components/settings/read";
import { SERVICES } from "../../components/settings/services";
import { schema, type SettingName } from "../../components/settings/schema";
import { problems } from "../../testing/problems";

describe("readSettings", () => {
  it.each([
    ["http://grafana.example.com/", "http://grafana.example.com"],
    ["https://example.com/grafana/", "https://example.com/grafana"],
  ])("takes %s without the slash at its end", (given, url) => {
    expect(readSettings({ grafanaUrl: given }).grafanaUrl).toBe(url);
  });

  it("yields the defaults for an empty configuration", () => {
    expect(readSettings({})).toEqual(defaults);
  });

  it("has a default that passes its own check, and a description, for every setting", () => {
    expect(Object.keys(defaults).sort()).toEqual(Object.keys(schema).sort());
    for (const name of Object.keys(schema) as SettingName[]) {
      expect(schema[name].description, name).toMatch(/\.$/);
      expect(
        schema[name].check.safeParse(schema[name].example).success || "secret" in schema[name],
      ).toBe(true);
    }
    expect(Object.isFrozen(defaults)).toBe(true);
  });

  it("reads each kind of setting", () => {
    expect(
      readSettings({
        scrapeInterval: "30s",
        grafanaPort: "13000",
        protectData: "false",
        metricsRetentionSize: "2GiB",
        tempoMemoryMiB: "300",
        services: '["prometheus","collector","tempo","loki"]',
        scrapeTargets: '[{"job":"shop","targets":["shop:8080"]}]',
        prometheusImage: "registry.example.com:5000/prom/prometheus:v3.16.0",
      }),
    ).toMatchObject({
      scrapeInterval: "30s",
      grafanaPort: 13000,
      protectData: false,
      metricsRetentionSize: 2 * 2 ** 30,
      tempoMemoryMiB: 300,
      services: ["prometheus", "collector", "tempo", "loki"],
      scrapeTargets: [{ job: "shop", targets: ["shop:8080"] }],
      prometheusImage: "registry.example.com:5000/prom/prometheus:v3.16.0",
    });
  });

  it.each([
    ["scrapeIntervall", "15s", /no such setting \(did you mean scrapeInterval\?\)/],
    ["SCRAPE_INTERVAL", "15s", /did you mean scrapeInterval/],
    ["scarpeInterval", "15s", /did you mean scrapeInterval/],
    ["nonsense", "1", /no such setting\./],
    ["scrapeInterval", "15", /"15" is not allowed.*a duration from 1s to 5m/],
    ["scrapeInterval", "0s", /a duration from 1s/],
    ["scrapeInterval", "1h", /to 5m/],
    ["metricsRetention", "forever", /a duration/],
    ["metricsRetentionSize", "ten", /a size from 256MiB to 1024TiB, such as 512MiB/],
    ["metricsRetentionSize", "10GB", /"10GB" is not a size: .*Did you mean 10GiB\?/],
    ["metricsRetentionSize", "10 g", /Did you mean 10GiB\?/],
    ["metricsRetentionSize", "1MiB", /from 256MiB/],
    ["metricsRetentionSize", "1025TiB", /to 1024TiB/],
    ["scrapeInterval", "1s1m", /a duration from 1s to 5m, such as 15s, 1h30m/],
    ["bindAddress", "999.0.0.1", /an IP address/],
    ["bindAddress", ":::::", /an IP address/],
    ["bindAddress", "fe80::1%eth0", /an IP address/],
    ["engineMetricsTarget", "engine:70000", /host:port, the port from 1 to 65535/],
    ["scrapeTargets", '[{"job":"a","targets":["a:65536"]}]', /At 0\.targets\.0/],
    ["grafanaPort", "70000", /a port from 1 to 65535/],
    ["grafanaPort", "-1", /a port from 1/],
    ["grafanaPort", "http", /a port from 1/],
    ["protectData", "yes", /true or false/],
    ["services", '["cadvisor","jaeger"]', /a list of distinct names out of cadvisor/],
    ["services", '["tempo","tempo"]', /distinct/],
    ["services", "tempo", /a list of distinct names/],
    ["services", "[]", /a list/],
    ["tempoMemoryMiB", "64", /at least 128 \(less than that and the service does not run\)/],
    ["tempoMemoryMiB", "1.5", /whole number of MiB/],
    ["tempoImage", "grafana/tempo", /with a tag or a digest/],
    ["tempoImage", "grafana/tempo:latest", /not :latest/],
    ["tempoImage", "localhost:5000/tempo", /with a tag/],
    ["containerMetrics", "telegraf", /one of cadvisor, docker_stats/],
    ["prometheusUrl", "prometheus:9090", /an http:\/\/ or https:\/\/ URL/],
    ["prometheusUrl", "http://prometheus:9090?a=b", /URL without login, query or fragment/],
    ["lokiUrl", "http://loki:3100/a/../b", /URL without login/],
    ["lokiUrl", "http://../loki", /URL without login/],
    ["alertmanagerUrl", "http://a:9093/%2e%2E/b", /URL without login/],
    ["alertmanagerUrl", "http://a:0", /URL without login/],
    ["runbookBaseUrl", "https://wiki.example.com/a#b", /without login or fragment/],
    ["bindAddress", "localhost", /an IP address/],
    ["dataVolumes", '{"cadvisor":"old"}', /services \(prometheus, collector, agent/],
    ["dataVolumes", '{"prometheus":"/srv/data"}', /the name of a Docker volume.*At prometheus/],
    ["dataVolumes", '["old"]', /an object/],
    ["scrapeTargets", '[{"job":"a"}]', /At 0\.targets/],
    ["scrapeTargets", '[{"job":"a","targets":["a:1"],"port":1}]', /At 0|Unrecognized|list of/],
    ["logExclude", '["a b"]', /container names/],
    [
      "alertsDisabled",
      '["ContainerOomKiled"]',
      /At 0: there is no alert "ContainerOomKiled" \(did you mean ContainerOomKilled\?\)/,
    ],
    ["alertsDisabled", '["nothing"]', /there is no alert "nothing"\./],
    ["alertIgnoredContainers", '["a b"]', /a list of container names/],
    ["alertPendingPeriod", "soon", /a duration from 0s to 1h/],
    ["alertQueuePercent", "0", /a whole number of percent from 1 to 100/],
    ["alertEmailTo", "ops", /mail addresses without braces/],
    ["alertWebhookUrl", "hooks.example.com", /the value given \(a secret\) is not allowed/],
    ["smtpSmarthost", "mail.example.com", /host:port/],
    ["imageRegistry", "https://registry.example.com", /registry host/],
  ])("fails when %s is %s, naming what is allowed", (key, value, message) => {
    const found = problems({ [key]: value });
    expect(found[0]).toMatch(message);
    expect(found[0]).toMatch(new RegExp(`^${key}: `));
  });

  it("tells all problems at once", () => {
    const found = problems({ scrapeInterval: "x", grafanaPort: "x", oops: "1" });
    expect(found).toHaveLength(3);
  });

  it("tells of a wrong address that it is wrong, and not that it is missing", () => {
    const services = JSON.stringify(SERVICES.filter((name) => name !== "loki"));
    const found = problems({ services, lokiUrl: "loki:3100" });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^lokiUrl: "loki:3100" is not allowed/);
  });

  it("never shows a secret", () => {
    const [found] = problems({ upstreamOtlpHeaders: '{"authorization":"hunter2\\n"}' });
    expect(found).toMatch(/a secret/);
    expect(found).not.toMatch(/hunter2/);
  });
});

describe("a login in a URL is refused and not repeated", () => {
  const ADDRESSES: readonly (readonly [SettingName, RegExp])[] = [
    ["upstreamOtlpEndpoint", /upstreamOtlpHeaders, which is a secret/],
    ["prometheusUrl", /put a proxy in front/],
    ["tempoUrl", /put a proxy in front/],
    ["lokiUrl", /put a proxy in front/],
    ["alertmanagerUrl", /put a proxy in front/],
    ["grafanaUrl", /whoever opens it logs in there/],
    ["runbookBaseUrl", /whoever opens it logs in there/],
  ];

  it.each(ADDRESSES)("%s", (name, instead) => {
    for (const value of [
      "https://ops:hunter2@example.com",
      "https://hunter2@example.com/a",
      "ops:hunter2@example.com",
      "http://ops:hunter2$\n@example.com/",
    ]) {
      const found = problems({ [name]: value });
      expect(found.join()).toMatch(instead);
      expect(found.join()).not.toContain("hunter2");
    }
  });

  it("is taken where the whole URL is a secret", () => {
    expect(
      problems({
        services: JSON.stringify(SERVICES),
        alertWebhookUrl: "https://ops:hunter2@example.com/a?b=c",
      }),
    ).toEqual([]);
  });

  it("is no at sign in a path or a query", () => {
    expect(problems({ runbookBaseUrl: "https://git.example.com/@ops/alerts.md?at=a@b" })).toEqual(
      [],
    );
  });
});

const WITH_ALERTMANAGER = JSON.stringify(SERVICES);

describe("settings that contradict each other are refused", () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ grafanaPort: "9090" }, /grafanaPort, prometheusPort: all are 9090/],
    [
      { services: '["cadvisor","prometheus","collector","loki","grafana"]' },
      /tempoUrl: it is empty/,
    ],
    [{ prometheusUrl: "http://p:9090" }, /prometheusUrl.*services lists prometheus too/],
    [{ services: '["prometheus","agent","tempo","loki"]' }, /the agent sends to the collector/],
    [
      { containerMetrics: "docker_stats", cadvisorTransport: "otlp" },
      /contradicts containerMetrics: docker_stats/,
    ],
    [
      { services: '["prometheus","collector","tempo","loki"]', containerMetrics: "docker_stats" },
      /docker_stats is the agent's work/,
    ],
    [
      {
        services: '["cadvisor","collector","agent","tempo","loki"]',
        prometheusUrl: "http://p:9090",
      },
      /Set cadvisorTransport to otlp/,
    ],
    [{ upstreamOtlpHeaders: '{"a":"b"}' }, /no upstreamOtlpEndpoint/],
    [
      { dataVolumes: '{"prometheus":"old","loki":"old"}' },
      /dataVolumes: prometheus and loki are given the same volume, old\./,
    ],
    [
      { dataVolumes: '{"alertmanager":"old"}' },
      /services does not list alertmanager, so nothing uses the volume old/,
    ],
    [{ scrapeTargets: '[{"job":"docker","targets":["a:1"]}]' }, /one of the stack's own/],
    [
      { scrapeTargets: '[{"job":"a","targets":["a:1"]},{"job":"a","targets":["b:1"]}]' },
      /is there twice/,
    ],
    [{ containerLogs: "false", logExclude: '["a"]' }, /no container logs are collected/],
    [{ outOfOrderWindow: "3d", metricsRetention: "1d" }, /longer than metricsRetention/],
    [
      { containerLogs: "false", hostMetrics: "false", containerDiscovery: "false" },
      /the agent has nothing to do/,
    ],
    [
      { alertWebhookUrl: "https://h.example.com" },
      /alertWebhookUrl: services does not list alertmanager/,
    ],
    [
      { services: WITH_ALERTMANAGER, alertmanagerUrl: "http://a:9093" },
      /alertmanagerUrl.*services lists alertmanager too/,
    ],
    [
      { services: '["grafana","alertmanager"]', prometheusUrl: "http://p:9090" },
      /alertmanager gets its alerts from the prometheus of this stack/,
    ],
    [
      { services: '["grafana"]', prometheusUrl: "http://p:9090", alertQueuePercent: "70" },
      /alertQueuePercent: services does not list prometheus/,
    ],
    [
      { services: WITH_ALERTMANAGER, alertEmailTo: "a@example.com" },
      /alertEmailFrom: it is empty, and alertEmailTo is set[^]*smtpSmarthost: it is empty/,
    ],
    [{ services: WITH_ALERTMANAGER, smtpUser: "a" }, /smtpPassword: it is empty/],
    [{ services: WITH_ALERTMANAGER, alertSlackChannel: "#a" }, /alertSlackWebhookUrl: it is empty/],
    [
      { alertDiskUsedPercent: "95" },
      /alertDiskFullPercent: 95 is not above alertDiskUsedPercent, 95/,
    ],
  ])("%j", (raw, message) => {
    expect(problems(raw).join("\n")).toMatch(message);
  });

  it("lets a user bring every store and leave its service out", () => {
    expect(
      problems({
        services: '["collector","agent"]',
        cadvisorTransport: "otlp",
        prometheusUrl: "http://p:9090",
        tempoUrl: "http://t:3200",
        tempoOtlpEndpoint: "t:4317",
        lokiUrl: "http://l:3100",
      }),
    ).toEqual([]);
  });

  it("lets two ports be equal where one of them is not published", () => {
    expect(problems({ grafanaPort: "0", lokiPort: "0" })).toEqual([]);
  });
});
