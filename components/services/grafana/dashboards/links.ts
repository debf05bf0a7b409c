import { DashboardLinkBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardLink } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { labels } from "../../../settings/labels";
import { CONTAINER_LOGS_PANEL, CONTAINER_TRACES_PANEL } from "./panel-ids";

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Source of a link's labels: the clicked series of a graph, or the clicked row of a table. */
export type Place = "series" | "row";

const value = (place: Place, label: string) =>
  place === "series" ? `\${__field.labels.${label}}` : `\${__data.fields.${label}}`;

const SAME_TIME = "${__url_time_range}";
const ALL_CHOICES = "${__all_variables}";

/** Links to another dashboard and sets its variables. Keeps the time range by default. */
export function toBoard(
  title: string,
  uid: string,
  variables: Readonly<Record<string, string>>,
  time = SAME_TIME,
): Link {
  const set = Object.entries(variables).map(([name, text]) => `var-${name}=${text}`);
  return { title, url: `/d/${uid}?${[...set, time].join("&")}` };
}

/** Links to another dashboard, and keeps all variables and the time range. */
export function toBoardAsHere(title: string, uid: string): Link {
  return { title, url: `/d/${uid}?${ALL_CHOICES}&${SAME_TIME}` };
}

/** Links to the dashboard of the clicked container. */
export function toContainer(place: Place): Link {
  const container = value(place, labels.containerName);
  return toBoard("Container", "container", { ...onItsHost(place), container });
}

function onItsHost(place: Place): { environment: string; host: string } {
  return { environment: value(place, labels.environment), host: value(place, labels.hostName) };
}

/**
 * Links to one instance of the container, in the period in which it had its address: the table's first two value
 * columns, in milliseconds.
 */
export function toInstance(): Link {
  const figure = (column: string) => `\${__data.fields["Value #${column}"].numeric}`;
  return toBoard(
    "Only this instance",
    "container",
    { ...onItsHost("row"), container: "$container", of: value("row", labels.containerId) },
    `from=${figure("A")}&to=${figure("B")}`,
  );
}

/**
 * Links to the traces of the clicked container. The link goes to the container's dashboard, because only that selects
 * traces by all of the container's identities.
 */
export function toTraces(place: Place): Link {
  return toPanelOfContainer("Traces", place, CONTAINER_TRACES_PANEL);
}

/** Links to the lines that the clicked container printed or sent. */
export function toLogs(place: Place): Link {
  return toPanelOfContainer("Logs", place, CONTAINER_LOGS_PANEL);
}

function toPanelOfContainer(title: string, place: Place, panel: number): Link {
  return { title, url: `${toContainer(place).url}&viewPanel=panel-${panel}` };
}

/** Links to a query in Grafana's Explore, with the dashboard's time range. */
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

/** Decodes variables in an encoded text: Grafana replaces only unencoded variables. */
function withVariables(encoded: string): string {
  return encoded.replaceAll(/%24(?:%7B.*?%7D|\w+)/g, decodeURIComponent);
}

export function dataLinks(links: readonly Link[]): Builder<DashboardLink>[] {
  return links.map(({ title, url }) => new DashboardLinkBuilder(title).url(url));
}
