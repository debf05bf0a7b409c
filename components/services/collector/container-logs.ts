import { patternRegex } from "../../settings/container-pattern";
import {
  attributes,
  DOCKER_LABEL_NAMES,
  dockerLabels,
  REST_OF_ID,
  SERVICE_AND_SLOT,
  SHORT_ID,
  TASK_ID,
} from "../../settings/labels";
import { STORAGE } from "./blocks";

/** Where the agent finds the engine's container folders, whatever the engine's root directory is. */
export const CONTAINERS_PATH = "/var/lib/docker/containers";

const SOURCE = 'attributes["log.file.path"] + attributes.stream';

export interface ContainerLogsInput {
  /** Names or 12-digit ids, `*` for any characters. Empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Reads what the engine's `json-file` driver writes for each container: the path has its id; the tag
 * that `LOG_TAG` sets, and labels that the engine was told to log, stand on each line.
 *
 * Positions are kept on disk and rotated files are read to their end, so a restart of the agent neither
 * repeats nor skips a line.
 */
export function containerLogs(input: ContainerLogsInput): object {
  return {
    include: [`${CONTAINERS_PATH}/*/*-json.log*`],
    exclude: [`${CONTAINERS_PATH}/*/*.gz`],
    start_at: "beginning",
    include_file_name: false,
    include_file_path: true,
    storage: STORAGE,
    poll_interval: "500ms",
    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
    operators: [
      { type: "json_parser", parse_to: "attributes", timestamp: engineTime() },
      // The engine cuts a line after 16 KiB; only its last piece ends in a line feed. Between the pieces of one stream
      // there may be lines of the other.
      { type: "add", field: "attributes.source", value: `EXPR(${SOURCE})` },
      {
        type: "recombine",
        combine_field: "attributes.log",
        combine_with: "",
        is_last_entry: 'attributes.log endsWith "\\n"',
        source_identifier: "attributes.source",
        max_log_size: "1MiB",
        force_flush_period: "5s",
      },
      { type: "add", field: "body", value: 'EXPR(trimSuffix(attributes.log, "\\n"))' },
      { type: "move", from: "attributes.stream", to: 'attributes["log.iostream"]' },
      ...traceOfLine(),
      ...containerId(),
      ...containerName(),
      ...loggedLabels(),
      ...["log", "time", "attrs", "source", "trace_id", '["log.file.path"]'].map((field) =>
        remove(field),
      ),
      ...selection(input),
    ],
  };
}

function engineTime(): object {
  return {
    parse_from: "attributes.time",
    layout_type: "gotime",
    layout: "2006-01-02T15:04:05.999999999Z07:00",
  };
}

/** A line that names its trace (`trace_id=...`, `"traceId":"..."`) belongs to it, as one that was sent over OTLP does. */
function traceOfLine(): object[] {
  return [
    {
      type: "regex_parser",
      // Finding a word is cheap, and most lines have none.
      if: 'body contains "race_id" or body contains "raceId" or body contains "raceID" or body contains "race.id"',
      parse_from: "body",
      regex: `[tT]race[_.]?[iI][dD]["']?\\s*[=:]\\s*["']?(?P<trace_id>[0-9a-f]{32})(?:[^0-9a-f]|$$)`,
      on_error: "send_quiet",
    },
    {
      type: "trace_parser",
      if: "attributes.trace_id != nil",
      trace_id: { parse_from: "attributes.trace_id" },
    },
  ];
}

function containerId(): object[] {
  return [
    {
      type: "regex_parser",
      parse_from: 'attributes["log.file.path"]',
      regex: `/(?P<id>${SHORT_ID})${REST_OF_ID}-json\\.log`,
      cache: { size: 1024 },
    },
    { type: "move", from: "attributes.id", to: `resource["${attributes.containerId}"]` },
  ];
}

/** The tag is this project's own, or a name alone (`{{.Name}}`); an id, as some engines are set to, is no name. */
function containerName(): object[] {
  const tagged = "attributes.attrs != nil and attributes.attrs.tag != nil";
  return [
    {
      type: "regex_parser",
      if: `${tagged} and not (attributes.attrs.tag matches "^${SHORT_ID}")`,
      parse_from: "attributes.attrs.tag",
      regex: "^(?:(?P<image>[^|]+)\\|)?(?P<name>[^|]+)(?:\\|.*)?$$",
      cache: { size: 1024 },
    },
    {
      type: "regex_parser",
      if: "attributes.name != nil",
      parse_from: "attributes.name",
      regex: `^(?P<name>${SERVICE_AND_SLOT})\\.${TASK_ID}$$`,
      on_error: "send_quiet",
      cache: { size: 1024 },
    },
    moved("name", attributes.containerName),
    moved("image", attributes.containerImage),
  ];
}

function loggedLabels(): object[] {
  return DOCKER_LABEL_NAMES.map((name) => ({
    type: "move",
    if: `attributes.attrs != nil and attributes.attrs["${dockerLabels[name]}"] != nil`,
    from: `attributes.attrs["${dockerLabels[name]}"]`,
    to: `resource["${attributes[name]}"]`,
  }));
}

function moved(field: string, attribute: string): object {
  return {
    type: "move",
    if: `attributes.${field} != nil and attributes.${field} != ""`,
    from: `attributes.${field}`,
    to: `resource["${attribute}"]`,
  };
}

function remove(field: string): object {
  const path = field.startsWith("[") ? `attributes${field}` : `attributes.${field}`;
  return { type: "remove", field: path, if: `${path} != nil` };
}

/** Filters drop what matches. A container without a known name is meant by its id. */
function selection({ include, exclude }: ContainerLogsInput): object[] {
  const matches = (patterns: readonly string[]) => {
    const regex = `^(?:${patterns.map(patternRegex).join("|")})$$`;
    return [attributes.containerName, attributes.containerId]
      .map((name) => `((resource["${name}"] ?? "") matches ${JSON.stringify(regex)})`)
      .join(" or ");
  };
  return [
    ...(include.length === 0 ? [] : [{ type: "filter", expr: `not (${matches(include)})` }]),
    ...(exclude.length === 0 ? [] : [{ type: "filter", expr: matches(exclude) }]),
  ];
}
