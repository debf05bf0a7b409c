import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files";
import { cadvisorScrape, ESSENTIAL_METRICS } from "../../components/settings/cadvisor-scrape";
import type { RelabelConfig } from "../../components/settings/relabel";
import { expressionsOf } from "../../testing/expressions";
import { cases } from "../../testing/cases";

/** Container metrics that the agent provides instead of cAdvisor. */
const FROM_THE_AGENT = ["container_network_info", "container_uptime_seconds"];
/** Metrics that most third-party dashboards query. */
const ELSEWHERE = ["container_last_seen", "container_memory_usage_bytes"];

describe("the essential metrics of cAdvisor", () => {
  const asked = new Set(
    Object.values(cases)
      .flatMap((settings) => expressionsOf(renderedFiles(settings)))
      .flatMap(({ text }) => [...text.matchAll(/(?<![\w:])container_\w+_\w+(?=[{[)\s]|$)/g)])
      .map(([name]) => name),
  );

  it("are those that panels, alerts and rules query", () => {
    expect([...asked, ...ELSEWHERE].sort()).toEqual(
      [...ESSENTIAL_METRICS, ...FROM_THE_AGENT].sort(),
    );
  });
});

type Labels = Readonly<Record<string, string>>;

/** Labels of a series after relabeling; undefined if Prometheus drops it. */
function relabelled(series: Labels, rules: readonly RelabelConfig[]): Labels | undefined {
  let labels = series;
  for (const { source_labels = [], regex = "(.*)", action = "replace", ...rule } of rules) {
    const value = source_labels.map((name) => labels[name] ?? "").join(rule.separator ?? ";");
    const whole = new RegExp(`^(?:${regex})$`);
    const found = whole.exec(value);
    if (action === "drop" ? found !== null : action === "keep" && found === null) return undefined;
    if (action === "labeldrop") {
      labels = Object.fromEntries(Object.entries(labels).filter(([name]) => !whole.test(name)));
    }
    if (action !== "replace" || found === null || rule.target_label === undefined) continue;
    const text = (rule.replacement ?? "$1").replace("$1", found[1] ?? "");
    labels = Object.fromEntries(
      Object.entries({ ...labels, [rule.target_label]: text }).filter(([, value]) => value !== ""),
    );
  }
  return labels;
}

describe.each(["essential", "all"] as const)("the host's network, with %s metrics", (which) => {
  const rules = (hostNetwork: boolean) =>
    cadvisorScrape({ hostName: "h", environment: "e", cadvisorMetrics: which, hostNetwork })
      .metric_relabel_configs ?? [];
  const root = (name: string, more: Labels = {}) => ({ __name__: name, id: "/", ...more });
  const eth0 = { interface: "eth0" };

  it.each([
    ["receive_bytes", "io_bytes", "receive"],
    ["transmit_bytes", "io_bytes", "transmit"],
    ["receive_packets", "packets", "receive"],
    ["receive_packets_dropped", "dropped", "receive"],
    ["transmit_errors", "errors", "transmit"],
  ])("keeps %s of the root cgroup", (given, metric, direction) => {
    const series = root(`container_network_${given}_total`, eth0);
    expect(relabelled(series, rules(true))).toEqual({
      __name__: `system_network_${metric}_total`,
      device: "eth0",
      direction,
    });
  });

  it("keeps nothing else of the root cgroup, and no Docker bridges", () => {
    expect(relabelled(root("container_memory_rss"), rules(true))).toBeUndefined();
    const bridge = { interface: "br-0123456789ab" };
    const series = root("container_network_receive_bytes_total", bridge);
    expect(relabelled(series, rules(true))).toBeUndefined();
  });

  it("does not change the network metrics of containers", () => {
    const series = {
      __name__: "container_network_receive_bytes_total",
      id: `/docker/${"3f2a9c1b0d4e".padEnd(64, "0")}`,
      name: "shop",
      ...eth0,
    };
    for (const hostNetwork of [true, false]) {
      expect(relabelled(series, rules(hostNetwork))).toEqual({
        __name__: "container_network_receive_bytes_total",
        container_id: "3f2a9c1b0d4e",
        container_name: "shop",
        ...eth0,
      });
    }
  });
});
