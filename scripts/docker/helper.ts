import type { EngineClient } from "../../components/engine/client";
import { attributes, HELPER_LABEL, LOG_TAG } from "../../components/settings/labels";
import type { Outputs } from "../stack/outputs";
import { createContainer } from "./containers";

/** A short-lived container on a stack's network that sends telemetry to its gateway. */
export interface Helper {
  /** Matched by `HELPER_NAMES`. */
  readonly name: string;
  /** A shell script. */
  readonly script: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Makes the container, without starting it. Resolves to its ID. */
export function createHelper(
  client: EngineClient,
  { versions, namePrefix, networkName }: Outputs,
  { name, script, labels = {} }: Helper,
): Promise<string> {
  return createContainer(client, {
    name,
    image: versions["busybox"] ?? "busybox",
    command: ["sh", "-c", script],
    labels: { ...labels, [HELPER_LABEL]: namePrefix },
    network: networkName,
    memoryMiB: 32,
    logOptions: { tag: LOG_TAG },
  });
}

/** A shell command that sends a file of OTLP as JSON to an endpoint. Both may use variables of the shell. */
export function postOtlp(file: string, url: string): string {
  return `wget -q -O /dev/null --header 'Content-Type: application/json' --post-file ${file} ${url}`;
}

/** An attribute as OTLP has it. */
export function textAttribute(key: string, value: string): object {
  return { key, value: { stringValue: value } };
}

/** The resource of a helper's telemetry. */
export function helperResource(service: string, container: { name: string; id: string }): object {
  return {
    attributes: [
      textAttribute(attributes.serviceName, service),
      textAttribute(attributes.containerId, container.id),
      textAttribute(attributes.containerName, container.name),
    ],
  };
}

/** A log record with the severity INFO. */
export function infoRecord(timeUnixNano: string, text: string): object {
  return { timeUnixNano, severityText: "INFO", severityNumber: 9, body: { stringValue: text } };
}
