import { attributes, SERVICE_AND_SLOT, SHORT_ID, TASK_ID } from "../settings/labels";

export interface IdentityInput {
  readonly environment: string;
  /** Names of Docker hosts: a host by such a name is no container, whatever it looks like. */
  readonly hostNames: readonly string[];
  /** The Docker host of who sends without a host's name; undefined where that is not known. */
  readonly sendersHost: string | undefined;
}

/**
 * Makes a container the same thing on every signal: `container.id` is the first 12 digits, taken from
 * the default host name of a container where the SDK sends no id. Such a host name then goes: it names no
 * host, and would be a label with a new value for each container. So would the id in the name of a Swarm's task. What else
 * an app sets stays as it is.
 */
export function identity({ environment, hostNames, sendersHost }: IdentityInput): object {
  const attribute = (name: string) => `attributes["${name}"]`;
  const [id, host, place, short] = [
    attribute(attributes.containerId),
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
      // Loki would store it with each line, and split every query's result by it.
      {
        context: "log",
        statements: ["set(observed_time_unix_nano, 0) where time_unix_nano != 0"],
      },
    ],
    metric_statements: onResource,
  };
}
