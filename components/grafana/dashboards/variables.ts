import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../settings/labels";
import { lokiSource, prometheusSource } from "./targets";

/** Every environment has a name, so "All" may ask for one: Loki wants one matcher that does not match nothing. */
const ANY = ".+";
/** A host or a container may have no name in a signal. */
const ANY_OR_NONE = ".*";

/** Environments in which a series of this name is found. */
export function environmentVariable(series: string): QueryVariableBuilder {
  return choices("environment", "Environment", ofSeries(series, labels.environment), ANY);
}

/** Docker hosts, of the chosen environments, of which a series of this name is found. */
export function hostVariable(series: string): QueryVariableBuilder {
  const chosen = `${series}{${labels.environment}=~"$environment"}`;
  return choices("host", "Host", ofSeries(chosen, labels.hostName), ANY_OR_NONE);
}

const CONTAINERS = `container_memory_working_set_bytes{${labels.environment}=~"$environment", ${labels.hostName}=~"$host"}`;

/** Containers of the chosen hosts. */
export function containersVariable(): QueryVariableBuilder {
  return choices("container", "Container", ofSeries(CONTAINERS, labels.containerName), ANY_OR_NONE);
}

/** Every container of the chosen hosts of which something may still be stored, running or not. */
const KNOWN = `container:last_seen_timestamp_seconds{${labels.environment}=~"$environment", ${labels.hostName}=~"$host", ${labels.containerId}=~"$of.*"`;

/** The id, or its beginning, of the one container that is meant; empty for whichever has the name. */
export function instanceVariable(): TextBoxVariableBuilder {
  return textVariable("of", "Only the id", "");
}

/** One container, by its name: whatever it was replaced by has the same. */
export function containerVariable(): QueryVariableBuilder {
  return base("container", "Container", ofSeries(`${KNOWN}}`, labels.containerName));
}

/** Every id that the chosen name ever had, so that what an earlier container sent is found too. */
export function containerIdVariable(): QueryVariableBuilder {
  const named = `${KNOWN}, ${labels.containerName}="$container"}`;
  return choices("id", "Container id", ofSeries(named, labels.containerId)).hide(
    VariableHide.HideVariable,
  );
}

/** Services that answered requests. */
export function serviceVariable(): QueryVariableBuilder {
  const series = `traces_spanmetrics_calls_total{${labels.environment}=~"$environment"}`;
  return choices("service", "Service", ofSeries(series, "service"), ANY);
}

/** Values of a label of the log streams. */
export function logLabelVariable(
  name: "environment" | "host" | "container",
  label: string,
  source: string,
): QueryVariableBuilder {
  const chosen = source === labels.environment ? "" : `{${labels.environment}=~"$environment"}`;
  return base(name, label, { type: 1, label: source, stream: chosen, refId: name })
    .datasource(lokiSource)
    .multi(true)
    .includeAll(true)
    .allValue(source === labels.environment ? ANY : ANY_OR_NONE)
    .current({ selected: true, text: "All", value: "$__all" });
}

/** Levels as Loki detects them. */
export function levelVariable(): CustomVariableBuilder {
  const levels = ["critical", "fatal", "error", "warn", "info", "debug", "trace", "unknown"];
  return new CustomVariableBuilder("level")
    .label("Level")
    .values(levels.join(","))
    .options(levels.map((level) => ({ selected: false, text: level, value: level })))
    .multi(true)
    .includeAll(true)
    .allValue(ANY_OR_NONE)
    .current({ selected: true, text: "All", value: "$__all" });
}

export function textVariable(name: string, label: string, start: string): TextBoxVariableBuilder {
  return new TextBoxVariableBuilder(name)
    .label(label)
    .defaultValue(start)
    .current({ selected: true, text: start, value: start })
    .options([{ selected: true, text: start, value: start }]);
}

function ofSeries(series: string, label: string): string {
  return `label_values(${series}, ${label})`;
}

/** Any number of values. Without an `all` of its own, "All" means each value that was found. */
function choices(name: string, label: string, query: string, all?: string): QueryVariableBuilder {
  const builder = base(name, label, query)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: "All", value: "$__all" });
  return all === undefined ? builder : builder.allValue(all);
}

function base(
  name: string,
  label: string,
  query: string | Record<string, unknown>,
): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(prometheusSource)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}
