import { containerAddress } from "../../settings/container-address";
import { attributes, SERVICE_AND_SLOT, SHORT_ID, TASK_ID } from "../../settings/labels";

export interface IdentityInput {
  readonly environment: string;
  /** Names of Docker hosts. They are never treated as container IDs, even if they look like one. */
  readonly hostNames: readonly string[];
  /** Docker host of senders that send no host name. Undefined: unknown. */
  readonly sendersHost: string | undefined;
  /**
   * Scope in which the sender's address is unique: see `addressScope`. Undefined if the sender is not the app's own
   * container.
   */
  readonly addressScope: string | undefined;
}

/** An IPv4 or IPv6 address without a scope. */
const BARE_ADDRESS = "^[0-9a-fA-F.:]+$$";

/**
 * Gives a container the same identity on every signal. `container.id` is cut to its first 12 digits. If the SDK sends
 * no ID, a container's default host name becomes the ID. That host name is then deleted: it does not name a host, and
 * each container would add a label value. Telemetry with neither such an ID nor a container name keeps the sender's
 * address, with its scope. The task ID in a Swarm container's name is cut off. All other attributes of the app stay
 * unchanged.
 */
export function identity(input: IdentityInput): object {
  const { environment, hostNames, sendersHost, addressScope } = input;
  const attribute = (name: string) => `attributes["${name}"]`;
  const [id, address, host, place, short] = [
    attribute(attributes.containerId),
    attribute(attributes.containerAddress),
    attribute(attributes.hostName),
    attribute(attributes.environment),
    attribute(attributes.environmentShort),
  ];
  const isContainer = [
    ...hostNames.map((name) => `${host} != ${JSON.stringify(name)}`),
    `IsMatch(${host}, "^${SHORT_ID}$$")`,
  ].join(" and ");
  const name = attribute(attributes.containerName);
  const task = JSON.stringify(`^(${SERVICE_AND_SLOT})\\.${TASK_ID}$$`);
  const statements = [
    `replace_pattern(${name}, ${task}, "$$1") where ${name} != nil`,
    `set(${id}, Substring(${id}, 0, 12)) where IsMatch(${id}, "^${SHORT_ID}[0-9a-f]+$$")`,
    `set(${id}, ${host}) where ${id} == nil and ${host} != nil and ${isContainer}`,
    `delete_key(attributes, "${attributes.hostName}") where ${host} == ${id} and ${isContainer}`,
    ...(addressScope === undefined
      ? []
      : [
          `delete_key(attributes, "${attributes.containerAddress}") where ${address} == "" or ${name} != nil or ${id} != nil and IsMatch(${id}, "^${SHORT_ID}$$")`,
          `set(${address}, Concat([${address}, ${JSON.stringify(containerAddress("", addressScope))}], "")) where ${address} != nil and IsMatch(${address}, "${BARE_ADDRESS}")`,
        ]),
    ...(sendersHost === undefined
      ? []
      : [`set(${host}, ${JSON.stringify(sendersHost)}) where ${host} == nil`]),
    `set(${place}, ${JSON.stringify(environment)}) where ${place} == nil`,
    `set(${short}, ${place}) where ${short} == nil`,
  ];
  const onResource = [{ context: "resource", statements }];
  return {
    error_mode: "ignore",
    trace_statements: onResource,
    log_statements: [
      ...onResource,
      // Otherwise, Loki would store it with each line, and split the results of every query by it.
      {
        context: "log",
        statements: ["set(observed_time_unix_nano, 0) where time_unix_nano != 0"],
      },
    ],
    metric_statements: onResource,
  };
}
