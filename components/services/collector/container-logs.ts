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

/** Mount path of Docker Engine's container folders in the agent, regardless of the engine's root directory. */
export const CONTAINERS_PATH = "/var/lib/docker/containers";

const SOURCE = 'attributes["log.file.path"] + attributes.stream';

export interface ContainerLogsInput {
  /** Container names or 12-digit IDs. `*` matches any characters. Empty: all containers. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * Reads the files that Docker Engine's `json-file` driver writes for each container. The path contains the container
 * ID. Each line contains the tag that `LOG_TAG` sets, and the labels that the driver is configured to log.
 *
 * Read positions are stored on disk and rotated files are read to their end, so a restart of the agent neither repeats
 * nor skips a line.
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
      // Docker Engine splits a line every 16 KiB; only the last part ends in a line feed. Lines of the other stream may
      // come between the parts.
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

/** Sets the trace ID of lines that contain one (`trace_id=...`, `"traceId":"..."`), as on lines sent over OTLP. */
function traceOfLine(): object[] {
  return [
    {
      type: "regex_parser",
      // A substring search is cheap, and most lines contain no trace ID.
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

/**
 * Reads the container name from the tag, which has this project's format or is only a name (`{{.Name}}`). Some engines
 * are configured to use the container ID as the tag, which is not a name.
 */
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

/** Returns filters, which drop matching lines. Patterns match a container without a known name by its ID. */
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
