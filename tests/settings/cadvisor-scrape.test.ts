import { describe, expect, it } from "vitest";
import { renderedFiles } from "../../components/plan/files";
import { ESSENTIAL_METRICS } from "../../components/settings/cadvisor-scrape";
import { expressionsOf } from "../../testing/expressions";
import { cases } from "../../testing/cases";

/** Of containers, but not from cAdvisor. */
const FROM_THE_AGENT = ["container_network_info", "container_uptime_seconds"];
/** Asked for by most dashboards of others. */
const ELSEWHERE = ["container_last_seen", "container_memory_usage_bytes"];

describe("the essential metrics of cAdvisor", () => {
  const asked = new Set(
    Object.values(cases)
      .flatMap((settings) => expressionsOf(renderedFiles(settings)))
      .flatMap(({ text }) => [...text.matchAll(/(?<![\w:])container_\w+_\w+(?=[{[)\s]|$)/g)])
      .map(([name]) => name),
  );

  it("are those that a panel, alert or rule asks for", () => {
    expect([...asked, ...ELSEWHERE].sort()).toEqual(
      [...ESSENTIAL_METRICS, ...FROM_THE_AGENT].sort(),
    );
  });
});
