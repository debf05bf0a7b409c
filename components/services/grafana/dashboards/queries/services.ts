import { containerSeries, labels } from "../../../../settings/labels";
import { inEnvironment } from "./selectors";

/** Requests that a service answers, and messages that it consumes. Calls that it makes itself are excluded. */
const ANSWERED_BY_ANY = `${inEnvironment}, span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"`;
const ANSWERED = `${ANSWERED_BY_ANY}, service=~"$service"`;
const failedOf = (answered: string) => `${answered}, status_code="STATUS_CODE_ERROR"`;
const FAILED = failedOf(ANSWERED);

const BY_SERVICE = `${labels.environment}, service`;
const BY_OPERATION = `${BY_SERVICE}, span_name`;

const CALLS = "traces_spanmetrics_calls_total";
const BUCKETS = "traces_spanmetrics_latency_bucket";

const requests = (by: string, chosen: string, window: string) =>
  `sum by (${by}) (rate(${CALLS}{${chosen}}[${window}]))`;
/** Returns the ratio of failed requests. A service that never failed has no series of failures and gets 0. */
const failed = (by: string, window: string, answered = ANSWERED) =>
  `(${requests(by, failedOf(answered), window)} or 0 * ${requests(by, answered, window)})` +
  ` / (${requests(by, answered, window)} > 0)`;
const quantile = (share: number, by: string, window: string, answered = ANSWERED) =>
  `histogram_quantile(${share}, sum by (${by === "" ? "le" : `${by}, le`}) (rate(${BUCKETS}{${answered}}[${window}])))`;

const NOW = "$__rate_interval";
const ALL = "$__range";

/** PromQL of the dashboard "Services". */
export const serviceQueries = Object.freeze({
  count: `count(count by (${BY_SERVICE}) (${CALLS}{${ANSWERED}}))`,
  requestsTotal: `sum(rate(${CALLS}{${ANSWERED}}[${NOW}]))`,
  failedTotal:
    `(sum(rate(${CALLS}{${FAILED}}[${ALL}])) or 0 * sum(rate(${CALLS}{${ANSWERED}}[${ALL}])))` +
    ` / sum(rate(${CALLS}{${ANSWERED}}[${ALL}]))`,
  p95Total: quantile(0.95, "", ALL),

  requests: requests(BY_SERVICE, ANSWERED, NOW),
  failed: failed(BY_SERVICE, NOW),
  p50: quantile(0.5, "", NOW),
  p95: quantile(0.95, "", NOW),
  p99: quantile(0.99, "", NOW),
  p95ByService: quantile(0.95, BY_SERVICE, NOW),
});

export const serviceTable = Object.freeze({
  requests: requests(BY_SERVICE, ANSWERED, ALL),
  failed: failed(BY_SERVICE, ALL),
  p50: quantile(0.5, BY_SERVICE, ALL),
  p95: quantile(0.95, BY_SERVICE, ALL),
  p99: quantile(0.99, BY_SERVICE, ALL),
});

/** All services, on the dashboard "Overview". */
export const allServicesTable = Object.freeze({
  requests: requests(BY_SERVICE, ANSWERED_BY_ANY, ALL),
  failed: failed(BY_SERVICE, ALL, ANSWERED_BY_ANY),
  p95: quantile(0.95, BY_SERVICE, ALL, ANSWERED_BY_ANY),
});

export const operationTable = Object.freeze({
  requests: requests(BY_OPERATION, ANSWERED, ALL),
  failed: failed(BY_OPERATION, ALL),
  p95: quantile(0.95, BY_OPERATION, ALL),
});

const UNNAMED = `${ANSWERED}, ${labels.containerName}=""`;
const named = (by: string, container: string) =>
  `* on (${by}) group_left (${labels.containerName}) (0 * topk by (${by}) (1, ${container}) + 1)`;
const { lastSeen, network, addressSince } = containerSeries;

/** Assigns a request to the container that had the address at that time, so each minute is evaluated separately. */
const BY_ADDRESS =
  `60 / $__range_s * sum_over_time((` +
  `rate(${CALLS}{${UNNAMED}, ${labels.containerId}="", ${labels.containerAddress}!=""}[1m]) ` +
  named(
    labels.containerAddress,
    `${addressSince} and on (${labels.containerId}, ${labels.containerAddress}) ${network}`,
  ) +
  `)[${ALL}:1m])`;

const BY_CONTAINER = `${BY_SERVICE}, ${labels.containerName}`;

/**
 * Returns the containers in which the services ran, by the name, ID or address on their spans. The values are added up.
 */
export const servedBy =
  `sum by (${BY_CONTAINER}) (` +
  Object.entries({
    name: `rate(${CALLS}{${ANSWERED}, ${labels.containerName}!=""}[${ALL}])`,
    id: `rate(${CALLS}{${UNNAMED}, ${labels.containerId}!=""}[${ALL}]) ${named(labels.containerId, lastSeen)}`,
    address: BY_ADDRESS,
  })
    .map(
      ([via, expr]) => `label_replace(sum by (${BY_CONTAINER}) (${expr}), "via", "${via}", "", "")`,
    )
    .join(" or ") +
  ")";

/** Edges of the service graph with a selected service at either end. */
export const serviceEdges = ["client", "server"].map(
  (end) => `{${labels.environment}=~"\${environment:regex}", ${end}=~"\${service:regex}"}`,
);

const SPANS =
  `resource.deployment.environment.name =~ "\${environment:pipe}"` +
  ` && resource.service.name =~ "\${service:pipe}"`;

/** TraceQL of the dashboard "Services". */
export const serviceTraceQueries = Object.freeze({
  slow: `{ ${SPANS} && duration >= $slower }`,
  failed: `{ ${SPANS} && status = error }`,
});

/** LogQL of the dashboard "Services". */
export const serviceLogs = `{${inEnvironment}, ${labels.serviceName}=~"$service"}`;
