import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../settings/labels";
import { meantContainers, ownAddresses } from "./queries/identity";
import { ofPipeline, onHost } from "./queries/selectors";
import { lokiSource, prometheusSource } from "./targets";

/**
 * Value of "All" for labels that are never empty, such as the environment: Loki requires a matcher that does not match
 * the empty string. Not `.+`, because in a link to Explore, a plus sign becomes a space.
 */
const ANY = "..*";
/** Value of "All" for labels that may be empty, such as the host or the container. */
const ANY_OR_NONE = ".*";

/** Selects environments that have a series with this name. */
export function environmentVariable(series: string): QueryVariableBuilder {
  return choices("environment", "Environment", ofSeries(series, labels.environment), ANY);
}

/** Selects Docker hosts in the selected environments that have a series with this name. */
export function hostVariable(series: string): QueryVariableBuilder {
  const chosen = `${series}{${labels.environment}=~"$environment"}`;
  return choices("host", "Host", ofSeries(chosen, labels.hostName), ANY_OR_NONE);
}

/** Selects containers on the selected hosts. Includes the stack's own only if they are shown. */
export function containersVariable(): QueryVariableBuilder {
  const shown = `container_memory_working_set_bytes{${onHost}, ${ofPipeline}}`;
  return choices("container", "Container", ofSeries(shown, labels.containerName), ANY_OR_NONE);
}

/**
 * Selects one instance of the container by its ID, the start of its ID, or its address. Empty: all instances with the
 * name.
 */
export function instanceVariable(): TextBoxVariableBuilder {
  return textVariable("of", "Only the ID or address", "");
}

/** Selects one container by its name, which its replacement keeps. */
export function containerVariable(): QueryVariableBuilder {
  return found(
    "container",
    "Container",
    labels.containerName,
    meantContainers(labels.containerName),
  );
}

/** Contains the IDs of all selected instances, to find the signals of earlier instances, too. */
export function containerIdVariable(): QueryVariableBuilder {
  const query = meantContainers(labels.containerId, `${labels.containerName}="$container"`);
  return hiddenChoices(found("id", "Container ID", labels.containerId, query));
}

/** Contains the hosts on which the container runs or ran. */
export function containerHostVariable(): QueryVariableBuilder {
  const query = meantContainers(labels.hostName, `${labels.containerName}="$container"`);
  return hiddenChoices(found("at", "Its host", labels.hostName, query));
}

/** Contains the addresses that only these instances had in the displayed time range. */
export function containerAddressVariable(): QueryVariableBuilder {
  return hiddenChoices(
    found("address", "Container address", labels.containerAddress, ownAddresses()),
  );
}

function hiddenChoices(builder: QueryVariableBuilder): QueryVariableBuilder {
  return builder
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: "All", value: "$__all" })
    .hide(VariableHide.HideVariable);
}

/**
 * Returns the values of a label in the result of a query, which Grafana evaluates at the end of the displayed time
 * range.
 */
function found(name: string, title: string, label: string, query: string): QueryVariableBuilder {
  return base(name, title, `query_result(${query})`).regex(`/${label}="([^"]+)"/`);
}

/** Selects services that answered requests. */
export function serviceVariable(): QueryVariableBuilder {
  const series = `traces_spanmetrics_calls_total{${labels.environment}=~"$environment"}`;
  return choices("service", "Service", ofSeries(series, "service"), ANY);
}

/** Selects values of a label of the log streams. */
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

/** Selects whether a board includes the stack's own containers. */
export function pipelineVariable(): CustomVariableBuilder {
  const choices = { Hidden: "()", Shown: ".*" };
  const options = Object.entries(choices).map(([text, value], index) => ({
    text,
    value,
    selected: index === 0,
  }));
  return new CustomVariableBuilder("pipeline")
    .label("Pipeline's own")
    .values(options.map(({ text, value }) => `${text} : ${value}`).join(","))
    .options(options)
    .current({ selected: true, text: "Hidden", value: choices.Hidden });
}

/** Selects log levels, as detected by Loki. */
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

/** Allows selecting any number of values. Without `all`, "All" means all values that the query found. */
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
