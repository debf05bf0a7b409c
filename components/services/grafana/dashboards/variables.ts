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
 * Every environment has a name, so "All" may ask for one: Loki wants one matcher that does not match nothing. In a link to
 * Explore a plus sign would be a blank.
 */
const ANY = "..*";
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

/** Containers of the chosen hosts; the pipeline's own only if they are shown. */
export function containersVariable(): QueryVariableBuilder {
  const shown = `container_memory_working_set_bytes{${onHost}, ${ofPipeline}}`;
  return choices("container", "Container", ofSeries(shown, labels.containerName), ANY_OR_NONE);
}

/** The ID, or its beginning, or the address of the one container that is meant; empty for every one of the name. */
export function instanceVariable(): TextBoxVariableBuilder {
  return textVariable("of", "Only the ID or address", "");
}

/** One container, by its name: its replacement has the same. */
export function containerVariable(): QueryVariableBuilder {
  return found(
    "container",
    "Container",
    labels.containerName,
    meantContainers(labels.containerName),
  );
}

/** The IDs of every instance that is meant, so that the signals of an earlier one are found too. */
export function containerIdVariable(): QueryVariableBuilder {
  const query = meantContainers(labels.containerId, `${labels.containerName}="$container"`);
  return hiddenChoices(found("id", "Container ID", labels.containerId, query));
}

/** The hosts that it is on, or was. */
export function containerHostVariable(): QueryVariableBuilder {
  const query = meantContainers(labels.hostName, `${labels.containerName}="$container"`);
  return hiddenChoices(found("at", "Its host", labels.hostName, query));
}

/** The addresses that these instances had in the shown time, and no other container had. */
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

/** The values of a label in the result of a query, which is evaluated at the end of the shown time. */
function found(name: string, title: string, label: string, query: string): QueryVariableBuilder {
  return base(name, title, `query_result(${query})`).regex(`/${label}="([^"]+)"/`);
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

/** Whether the pipeline's own containers are among those that a board shows. */
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
