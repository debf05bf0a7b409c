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
  ])("removes the trailing slash of %s", (given, url) => {
    expect(readSettings({ grafanaUrl: given }).grafanaUrl).toBe(url);
  });

  it("returns the defaults for an empty configuration", () => {
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
    [
      "scrapeInterval",
      "15",
      /"15" is not allowed: it has no unit.*Allowed: a duration from 1s to 5m/,
    ],
    ["scrapeInterval", "0s", /a duration from 1s/],
    ["scrapeInterval", "1h", /it is longer than 5m/],
    ["metricsRetention", "forever", /a duration/],
    ["metricsRetentionSize", "ten", /a size from 256MiB to 1024TiB, such as 512MiB/],
    [
      "metricsRetentionSize",
      "10GB",
      /"10GB" is not allowed: it is not a size.*Did you mean 10GiB\?/,
    ],
    ["metricsRetentionSize", "10 g", /Did you mean 10GiB\?/],
    ["metricsRetentionSize", "1MiB", /it is less than 256MiB/],
    ["metricsRetentionSize", "1025TiB", /it is more than 1024TiB/],
    ["scrapeInterval", "1s1m", /a duration from 1s to 5m, such as 15s \(units: d, h, m and s/],
    ["bindAddress", "999.0.0.1", /an IP address/],
    ["bindAddress", ":::::", /an IP address/],
    ["bindAddress", "fe80::1%eth0", /an IP address/],
    ["engineMetricsTarget", "engine:70000", /host:port with a port from 1 to 65535/],
    [
      "scrapeTargets",
      '[{"job":"a","targets":["a:65536"]}]',
      /: \[0\]\.targets\[0\] is not host:port/,
    ],
    ["grafanaPort", "70000", /a port from 1 to 65535/],
    ["grafanaPort", "-1", /a port from 1/],
    ["grafanaPort", "http", /a port from 1/],
    ["protectData", "yes", /true or false/],
    ["services", '["cadvisor","jaeger"]', /\[1\] is not one of the allowed names.*from cadvisor/],
    ["services", '["tempo","tempo"]', /it contains a name twice/],
    ["services", "tempo", /it is not a list.*a list of different names/],
    ["services", "[]", /it is an empty list/],
    ["tempoMemoryMiB", "64", /at least 128 \(with less, the service does not run\)/],
    ["tempoMemoryMiB", "1.5", /whole number of MiB/],
    ["tempoImage", "grafana/tempo", /it has no tag.*with a tag other than latest/],
    ["tempoImage", "grafana/tempo:latest", /it has the tag latest/],
    ["tempoImage", "localhost:5000/tempo", /it has no tag/],
    ["containerMetrics", "telegraf", /one of cadvisor, docker_stats/],
    ["prometheusUrl", "prometheus:9090", /an http:\/\/ or https:\/\/ URL/],
    ["prometheusUrl", "http://prometheus:9090?a=b", /it has a query or a fragment/],
    ["lokiUrl", "http://loki:3100/a/../b", /URL without login/],
    ["lokiUrl", "http://../loki", /URL without login/],
    ["alertmanagerUrl", "http://a:9093/%2e%2E/b", /URL without login/],
    ["alertmanagerUrl", "http://a:0", /URL without login/],
    ["runbookBaseUrl", "https://wiki.example.com/a#b", /without login or fragment/],
    ["bindAddress", "localhost", /an IP address/],
    [
      "dataVolumes",
      '{"cadvisor":"old"}',
      /unknown key cadvisor.*by service \(prometheus, collector/,
    ],
    ["dataVolumes", '{"prometheus":"/srv/data"}', /prometheus is not the name of a Docker volume/],
    ["dataVolumes", '["old"]', /an object/],
    ["scrapeTargets", '[{"job":"a"}]', /\[0\]\.targets is missing/],
    ["scrapeTargets", '[{"job":"a","targets":["a:1"],"port":1}]', /\[0\] has an unknown key port/],
    ["logExclude", '["a b"]', /container names/],
    [
      "alertsDisabled",
      '["ContainerOomKiled"]',
      /\[0\] is "ContainerOomKiled", which is not an alert \(did you mean ContainerOomKilled\?\)/,
    ],
    ["alertsDisabled", '["nothing"]', /"nothing", which is not an alert\./],
    ["alertIgnoredContainers", '["a b"]', /a list of container names/],
    ["alertPendingPeriod", "soon", /a duration from 0s to 1h/],
    ["alertQueuePercent", "0", /a whole number of percent from 1 to 100/],
    ["alertEmailTo", "ops", /e-mail addresses without braces/],
    [
      "alertWebhookUrl",
      "hooks.example.com",
      /the value given \(a secret\) is not allowed.*set --secret alertWebhookUrl/,
    ],
    ["smtpSmarthost", "mail.example.com", /it has no port/],
    ["imageRegistry", "https://registry.example.com", /registry host/],
  ])("rejects %s: %s, and lists what is allowed", (key, value, message) => {
    const found = problems({ [key]: value });
    expect(found[0]).toMatch(message);
    expect(found[0]).toMatch(new RegExp(`^${key}: `));
  });

  it.each([
    ["scrapeInterval", "15 sec", "15s"],
    ["scrapeInterval", '["15s"]', "15s"],
    ["metricsRetentionSize", "10GB", "10GiB"],
    ["tempoMemoryMiB", "2GiB", "2048"],
    ["protectData", "no", "false"],
    ["bindAddress", "localhost", "127.0.0.1"],
    ["namePrefix", "Obs", "obs"],
    ["alertQueuePercent", "75%", "75"],
    ["services", "[cadvisor,prometheus]", `'["cadvisor","prometheus"]'`],
    ["alertsDisabled", "ContainerThrottled", `'["ContainerThrottled"]'`],
    ["gatewayEndpoint", "https://t.example.com:4317", "t.example.com:4317"],
    ["grafanaUrl", "grafana.example.com", "http://grafana.example.com"],
    ["grafanaUrl", "https://a.example.com/it's $5", `'https://a.example.com/it'\\''s%20%245'`],
  ])("corrects %s from %j to %s", (key, value, word) => {
    const [found = ""] = problems({ [key]: value });
    expect(found).toContain("Did you mean ");
    expect(found).toMatch(/ Set it with: .*pulumi.* config set /);
    expect(found).toContain(`config set ${key} ${word}`);
  });

  it.each<[string, string]>([
    ["services", "tempo"],
    ["logInclude", '["a b"]'],
    ["grafanaPort", "70000"],
    ["environment", "a\u0000b"],
    ["scrapeInterval", "9".repeat(300)],
  ])("offers the example if no correction of %s is obvious", (key, value) => {
    const [found] = problems({ [key]: value });
    expect(found).toMatch(/Allowed: .*\. Set it, for example with: .*pulumi config set /);
    expect(found).not.toContain("Did you mean");
  });

  it("recognizes the engine's address, and settings nested below the project's name", () => {
    expect(problems({ dockerHost: "ssh://me@host" })).toEqual([
      expect.stringMatching(/did you mean docker:host\?.*config rm dockerHost$/),
    ]);
    const nested = problems({ "container-observability": '{"scrapeInterval":"15s"}' });
    expect(nested).toEqual([expect.stringMatching(/container-observability:scrapeInterval\.$/)]);
  });

  it("reports all problems at once", () => {
    const found = problems({ scrapeInterval: "x", grafanaPort: "x", oops: "1" });
    expect(found).toHaveLength(3);
  });

  it("reports a wrong address as wrong, and not also as missing", () => {
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

describe("a login in a URL is rejected and not shown", () => {
  const ADDRESSES: readonly (readonly [SettingName, RegExp])[] = [
    ["upstreamOtlpEndpoint", /upstreamOtlpHeaders, which is a secret/],
    ["prometheusUrl", /put a proxy in front/],
    ["tempoUrl", /put a proxy in front/],
    ["lokiUrl", /put a proxy in front/],
    ["alertmanagerUrl", /put a proxy in front/],
    ["grafanaUrl", /users log in on the page itself/],
    ["runbookBaseUrl", /users log in on the page itself/],
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

  it("is allowed if the whole URL is a secret", () => {
    expect(
      problems({
        services: JSON.stringify(SERVICES),
        alertWebhookUrl: "https://ops:hunter2@example.com/a?b=c",
      }),
    ).toEqual([]);
  });

  it("is not the same as an at sign in a path or a query", () => {
    expect(problems({ runbookBaseUrl: "https://git.example.com/@ops/alerts.md?at=a@b" })).toEqual(
      [],
    );
  });
});
