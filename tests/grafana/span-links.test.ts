import { describe, expect, it } from "vitest";
import { containerCorrelations } from "../../components/services/grafana/span-links";

/** Returns a span's resource in the text form to which Grafana applies transformations. */
function serviceTags(attributes: Readonly<Record<string, unknown>>, valueFirst = false): string {
  const tags = Object.entries(attributes).map(([key, value]) =>
    valueFirst ? { value, key } : { key, value },
  );
  return JSON.stringify([{ key: "service.name", value: "shop" }, ...tags]);
}

/**
 * Returns the links that Grafana shows: those for which it finds all variables. If a pattern matches several times, the
 * last match counts.
 */
function shownLinks(tags: string): [label: string, url: string][] {
  return containerCorrelations().flatMap(({ label, config }) => {
    let { url } = config.target;
    for (const transformation of config.transformations) {
      const { expression, mapValue } = transformation as Record<"expression" | "mapValue", string>;
      const [value] = [...tags.matchAll(new RegExp(expression, "gi"))]
        .map((match) => match[1])
        .reverse();
      if (value === undefined) return [];
      url = url.replaceAll(`$\${${mapValue}}`, value);
    }
    return [[label, url] as [string, string]];
  });
}

const TIME = "time=$${startTime}&time.window=600000";
const page = (variable: string, value: string): [string, string][] => [
  ["Container", `/d/container/container?var-${variable}=${value}&${TIME}`],
  [
    "Container logs",
    `/d/container/container?var-${variable}=${value}&${TIME}&viewPanel=panel-1000`,
  ],
];

const ID = { "container.id": "0123456789ab" };
const ADDRESS = { "container.address": "172.19.0.5@web-1" };
const NAME = { "container.name": "shop-1" };

describe("links from a span to its container", () => {
  it.each([
    ["an ID", ID, page("of", "0123456789ab")],
    ["an ID and a name", { ...ID, ...NAME }, page("of", "0123456789ab")],
    ["a name and an ID", { ...NAME, ...ID }, page("of", "0123456789ab")],
    ["an address", ADDRESS, page("of", "172.19.0.5@web-1")],
    ["an address and a name", { ...NAME, ...ADDRESS }, page("of", "172.19.0.5@web-1")],
    ["a name", NAME, page("container", "shop-1")],
    [
      "a name, and an invalid address",
      { ...NAME, "container.address": "none" },
      page("container", "shop-1"),
    ],
    [
      "a name, and the ID of something else",
      { ...NAME, "container.id": "pod-7" },
      page("container", "shop-1"),
    ],
  ])(
    "open the dashboard and the logs of its container, for a span with %s",
    (_what, attributes, links) => {
      expect(shownLinks(serviceTags(attributes))).toEqual(links);
      expect(shownLinks(serviceTags(attributes, true))).toEqual(links);
      const among = {
        "process.pid": 7,
        ...attributes,
        "process.command_line": 'run "{a}" \\',
        "container.image.name": "shop:1",
      };
      expect(shownLinks(serviceTags(among))).toEqual(links);
    },
  );

  it.each([
    ["nothing", {}],
    ["the name of its host", { "host.name": "web-1" }],
    ["an image", { "container.image.name": "shop:1" }],
    ["an invalid address", { "container.address": "none" }],
    ["empty values", { "container.id": "", "container.address": "", "container.name": "" }],
  ])("are absent for a span with %s", (_what, attributes) => {
    expect(shownLinks(serviceTags(attributes))).toEqual([]);
  });

  it("contain only variables that Grafana's provisioning must not replace", () => {
    for (const { config } of containerCorrelations()) {
      expect(JSON.stringify(config.transformations)).not.toContain("$");
      expect(config.target.url.replaceAll("$$", "")).not.toContain("$");
    }
  });
});
