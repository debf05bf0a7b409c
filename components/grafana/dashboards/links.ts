import { DashboardLinkBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardLink } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { labels } from "../../settings/labels";
import { lokiSource, tempoSource } from "./targets";

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Where a link finds the labels of what was clicked on: a series of a graph, or a row of a table. */
export type Place = "series" | "row";

const value = (place: Place, label: string) =>
  place === "series" ? `\${__field.labels.${label}}` : `\${__data.fields.${label}}`;

/** To another dashboard with variables set and the same time range. */
export function toBoard(
  title: string,
  uid: string,
  variables: Readonly<Record<string, string>>,
): Link {
  const set = Object.entries(variables).map(([name, text]) => `var-${name}=${text}`);
  return { title, url: `/d/${uid}?${[...set, "${__url_time_range}"].join("&")}` };
}

/** To the dashboard of the container that was clicked on. */
export function toContainer(place: Place): Link {
  return toBoard("Container", "container", {
    environment: value(place, labels.environment),
    host: value(place, labels.hostName),
    container: value(place, labels.containerName),
  });
}

/** To the traces that the clicked container has a part in. */
export function toTraces(place: Place): Link {
  const name = `resource.container.name = "${value(place, labels.containerName)}"`;
  const id = `resource.container.id = "${value(place, labels.containerId)}"`;
  return toExplore("Traces", {
    datasource: tempoSource,
    queryType: "traceql",
    query: `{ ${name} || ${id} }`,
  });
}

/** To the lines that the clicked container printed or sent. */
export function toLogs(place: Place): Link {
  const environment = `${labels.environment}="${value(place, labels.environment)}"`;
  const [name, id] = [value(place, labels.containerName), value(place, labels.containerId)];
  return toExplore("Logs", {
    datasource: lokiSource,
    queryType: "range",
    expr:
      `{${environment}, ${labels.containerName}=~"${name}|"}` +
      ` | ${labels.containerName}="${name}" or ${labels.containerId}="${id}"`,
  });
}

/** A query in Grafana's Explore, over the dashboard's time range. */
export function toExplore(
  title: string,
  query: { readonly datasource: { readonly uid: string } } & Readonly<Record<string, unknown>>,
): Link {
  const pane = {
    datasource: query.datasource.uid,
    queries: [{ refId: "A", ...query }],
    range: { from: "${__from}", to: "${__to}" },
  };
  const panes = encodeURIComponent(JSON.stringify({ link: pane }));
  return { title, url: `/explore?schemaVersion=1&orgId=1&panes=${withVariables(panes)}` };
}

/** Grafana fills variables in where it sees them as they are; the rest of the text has to be encoded. */
function withVariables(encoded: string): string {
  return encoded.replaceAll(/%24%7B.*?%7D/g, decodeURIComponent);
}

export function dataLinks(links: readonly Link[]): Builder<DashboardLink>[] {
  return links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url));
}
