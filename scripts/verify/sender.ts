import { randomBytes } from "node:crypto";
import type { EngineClient } from "../../components/engine/client";
import { VERIFY_LABEL, VERIFY_SERVICE } from "../../components/settings/labels";
import { listContainers, removeContainer, startContainer, writeFiles } from "../docker/containers";
import {
  createHelper,
  helperResource,
  infoRecord,
  postOtlp,
  textAttribute,
} from "../docker/helper";
import type { Outputs } from "../stack/outputs";

const FOLDER = "/verify";
/** The container ends by itself where its maker could not remove it. */
const LIVES_SECONDS = 600;

export const METRIC = "observability_verify";
/** One name for each run: what differs is an attribute, of which no request metrics are made. */
const SPAN = "verify";
const MARK = "mark";

/** What is sent, and by what it is found again. */
export interface Probe {
  /** Unique text, on everything that is sent and on the line that the container prints. */
  readonly mark: string;
  readonly traceId: string;
  readonly containerName: string;
  readonly containerId: string;
}

/**
 * Starts a container on the stack's network that sends one trace, log and metric over OTLP/HTTP, prints a
 * line, and waits to be removed.
 */
export async function startSender(client: EngineClient, outputs: Outputs): Promise<Probe> {
  const mark = `verify-${randomBytes(6).toString("hex")}`;
  const containerName = `${outputs.namePrefix}-${mark}`;
  const containerId = await createHelper(client, outputs, {
    name: containerName,
    script: script(outputs.otlpHttpEndpointInternal, mark),
    labels: { [VERIFY_LABEL]: outputs.namePrefix },
  });
  const probe = {
    mark,
    traceId: randomBytes(16).toString("hex"),
    containerName,
    containerId: containerId.slice(0, 12),
  };
  await writeFiles(client, containerId, payloads(probe, containerId));
  await startContainer(client, containerId);
  return probe;
}

/** Removes this stack's sender, and any that an interrupted run has left. */
export async function removeSenders(client: EngineClient, outputs: Outputs): Promise<void> {
  const left = await listContainers(client, {
    label: `${VERIFY_LABEL}=${outputs.namePrefix}`,
    all: true,
  });
  await Promise.all(left.map(({ Id }) => removeContainer(client, Id)));
}

/** True of a container that a run of this command has started. */
export function isSender(container: { Labels: Readonly<Record<string, string>> }): boolean {
  return Object.hasOwn(container.Labels, VERIFY_LABEL);
}

/** Prints its line, and tries each signal until it is taken. */
function script(endpoint: string, mark: string): string {
  const send = postOtlp(`${FOLDER}/$signal.json`, `${endpoint}/v1/$signal`);
  const each = `for signal in traces logs metrics; do until ${send}; do sleep 1; done & done; wait`;
  return [
    `echo ${mark}`,
    // A stack without a collector has nowhere to send to.
    ...(endpoint === "" ? [] : [each]),
    `sleep ${LIVES_SECONDS}`,
  ].join("\n");
}

function payloads(probe: Probe, containerId: string): Record<string, string> {
  const now = `${Date.now()}000000`;
  const resource = helperResource(VERIFY_SERVICE, { name: probe.containerName, id: containerId });
  const spanId = randomBytes(8).toString("hex");
  const span = {
    traceId: probe.traceId,
    spanId,
    name: SPAN,
    // Internal: a server's span would be an edge of the service graph.
    kind: 1,
    attributes: [textAttribute(MARK, probe.mark)],
    startTimeUnixNano: now,
    endTimeUnixNano: now,
  };
  const record = { ...infoRecord(now, probe.mark), traceId: probe.traceId, spanId };
  const point = { timeUnixNano: now, asInt: "1", attributes: [textAttribute(MARK, probe.mark)] };
  const file = (name: string, content: object) => [
    `${FOLDER}/${name}.json`,
    JSON.stringify(content),
  ];
  return Object.fromEntries([
    file("traces", { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
    file("logs", { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] }),
    file("metrics", {
      resourceMetrics: [
        {
          resource,
          scopeMetrics: [{ metrics: [{ name: METRIC, gauge: { dataPoints: [point] } }] }],
        },
      ],
    }),
  ]) as Record<string, string>;
}
