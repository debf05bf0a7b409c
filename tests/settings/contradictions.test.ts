import { describe, expect, it } from "vitest";
import { SERVICES } from "../../components/settings/services";
import { problems } from "../../testing/problems";

const WITH_ALERTMANAGER = JSON.stringify(SERVICES);

describe("settings that contradict each other are rejected", () => {
  it.each<[Record<string, string>, RegExp]>([
    [
      { grafanaPort: "9090" },
      /grafanaPort, prometheusPort: .*same port, 9090.*set prometheusPort 9091/,
    ],
    [
      { services: '["cadvisor","prometheus","collector","loki","grafana"]' },
      /tempoUrl: it is empty/,
    ],
    [{ prometheusUrl: "http://p:9090" }, /prometheusUrl.*services lists prometheus, too/],
    [{ services: '["prometheus","agent","tempo","loki"]' }, /the agent sends to the collector/],
    [
      { containerMetrics: "docker_stats", cadvisorTransport: "otlp" },
      /contradicts containerMetrics: docker_stats/,
    ],
    [
      { services: '["prometheus","collector","tempo","loki"]', containerMetrics: "docker_stats" },
      /docker_stats requires the agent/,
    ],
    [
      {
        services: '["cadvisor","collector","agent","tempo","loki"]',
        prometheusUrl: "http://p:9090",
      },
      /config set cadvisorTransport otlp$/m,
    ],
    [{ upstreamOtlpHeaders: '{"a":"b"}' }, /upstreamOtlpHeaders: upstreamOtlpEndpoint.*is empty/],
    [
      { dataVolumes: '{"prometheus":"old","loki":"old"}' },
      /dataVolumes: prometheus and loki have the same volume, old,/,
    ],
    [
      { dataVolumes: '{"alertmanager":"old"}' },
      /services does not list alertmanager, so nothing uses the volume old/,
    ],
    [{ scrapeTargets: '[{"job":"docker","targets":["a:1"]}]' }, /one of the stack's own/],
    [
      { scrapeTargets: '[{"job":"a","targets":["a:1"]},{"job":"a","targets":["b:1"]}]' },
      /is listed twice/,
    ],
    [
      { containerLogs: "false", logExclude: '["a"]' },
      /^logExclude: no container logs are collected/,
    ],
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
      /alertmanagerUrl.*services lists alertmanager, too/,
    ],
    [
      { services: '["grafana","alertmanager"]', prometheusUrl: "http://p:9090" },
      /alertmanager receives its alerts from the prometheus of this stack/,
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

  it("allows external stores in place of all own ones", () => {
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

  it("allows several ports to be 0", () => {
    expect(problems({ grafanaPort: "0", lokiPort: "0" })).toEqual([]);
  });
});
