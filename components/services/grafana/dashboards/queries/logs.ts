import { labels } from "../../../../settings/labels";
import { manyContainers } from "./selectors";

const LINES = `{${manyContainers}} | detected_level=~"$level" |~ "(?i)$search"`;
const ERRORS = `{${manyContainers}} | detected_level=~"error|critical|fatal" |~ "(?i)$search"`;

const count = (by: string, lines: string, window: string) =>
  `sum by (${by}) (count_over_time(${lines} [${window}]))`;

/** A line without the container's name has the container's ID or address. */
const BY_CONTAINER = `${labels.containerName}, ${labels.containerId}, ${labels.containerAddress}`;
const MOST = 20;

/** LogQL of the dashboard "Logs". */
export const logQueries = Object.freeze({
  lines: LINES,
  errors: ERRORS,
  byLevel: count("detected_level", LINES, "$__auto"),
  byContainer: `topk(${MOST}, ${count(BY_CONTAINER, LINES, "$__auto")})`,
  byService: `topk(${MOST}, ${count(labels.serviceName, LINES, "$__auto")})`,
  bytes: `sum(bytes_over_time(${LINES} [$__auto]))`,
  total: `sum(count_over_time(${LINES} [$__range]))`,
  totalErrors: `sum(count_over_time(${ERRORS} [$__range])) or vector(0)`,
});
