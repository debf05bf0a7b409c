import { describe, expect, it } from "vitest";
import { containerCorrelations } from "../../components/grafana/span-links";

/** A span's resource as Grafana holds it, in the text form on which it runs the transformations. */
const serviceTags = JSON.stringify([
  { value: "shop", key: "service.name" },
  { key: "container.id", value: "0123456789ab" },
  { key: "container.name", value: "shop-1" },
  { key: "container.image.name", value: "shop:1" },
]);

interface Transformation {
  field: string;
  expression: string;
  mapValue: string;
}

function variablesOf(transformations: object[], tags: string): Record<string, string> {
  return Object.fromEntries(
    (transformations as Transformation[]).flatMap(({ expression, mapValue }) => {
      const value = new RegExp(expression).exec(tags)?.[1];
      return value === undefined ? [] : [[mapValue, value]];
    }),
  );
}

describe("links from a span to its container", () => {
  const links = containerCorrelations();

  it("go to the container's page and its logs, by name and by id", () => {
    expect(links.map(({ label, config: { target } }) => [label, target])).toEqual([
      ["Container", { url: "/d/container/container?var-container=$${containerName}" }],
      ["Container (this instance)", { url: "/d/container/container?var-of=$${containerId}" }],
      ["Container logs", { expr: '{container_name="$${containerName}"}' }],
      [
        "Container logs (this instance)",
        { expr: '{deployment_environment_name=~".+"} | container_id = "$${containerId}"' },
      ],
    ]);
  });

  it.each(links)("$label: takes its variable out of the span's resource", ({ config }) => {
    const [wanted] = /(?<=\$\$\{)\w+/.exec(JSON.stringify(config.target)) ?? [];
    const values = { containerName: "shop-1", containerId: "0123456789ab" };
    expect(variablesOf(config.transformations, serviceTags)).toEqual({
      [wanted ?? ""]: values[wanted as keyof typeof values],
    });
    expect(variablesOf(config.transformations, '[{"key":"service.name","value":"x"}]')).toEqual({});
  });

  it("are plain text to Grafana's provisioning, but for the variables", () => {
    for (const { config } of links) {
      expect(JSON.stringify(config.transformations)).not.toContain("$");
      expect(JSON.stringify(config.target).replaceAll("$$", "")).not.toContain("$");
    }
  });
});
