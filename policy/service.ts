import type { Container } from "./container";

/** Inputs of a `docker.Service`, on a Swarm, that the rules read. */
export interface Service {
  readonly name?: string;
  readonly taskSpec?: {
    readonly containerSpec?: Pick<
      Container,
      "healthcheck" | "image" | "labels" | "mounts" | "readOnly" | "user"
    > & {
      readonly commands?: readonly string[];
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
      readonly capAdds?: readonly string[];
      readonly capDrops?: readonly string[];
    };
    readonly resources?: { readonly limits?: { readonly memoryBytes?: number } };
    readonly logDriver?: {
      readonly name?: string;
      readonly options?: Readonly<Record<string, string>>;
    };
    readonly networksAdvanceds?: readonly { readonly id?: string; readonly name?: string }[];
  };
  readonly endpointSpec?: {
    readonly ports?: readonly { readonly targetPort: number; readonly publishedPort?: number }[];
  };
}

/** Inputs of a `docker.ServiceConfig` or `docker.Secret`. */
export interface SwarmFile {
  readonly name?: string;
  /** Content in base64. */
  readonly data?: string;
}

const MIB = 2 ** 20;

/** The tasks of a service as a container. */
export function taskOf({ name, taskSpec = {}, endpointSpec }: Service): Container {
  const { containerSpec = {}, resources, logDriver, networksAdvanceds = [] } = taskSpec;
  const { commands, args, env = {}, capAdds, capDrops, ...alike } = containerSpec;
  const memory = (resources?.limits?.memoryBytes ?? 0) / MIB;
  return {
    ...alike,
    inSwarm: true,
    ...(name === undefined ? {} : { name }),
    entrypoints: commands ?? [],
    command: args ?? [],
    envs: Object.entries(env).map(([variable, value]) => `${variable}=${value}`),
    capabilities: { adds: capAdds ?? [], drops: capDrops ?? [] },
    memory,
    // The provider has no input for swap.
    memorySwap: memory,
    logDriver: logDriver?.name ?? "",
    logOpts: logDriver?.options ?? {},
    // A getter, because only one rule reads it: in a preview, the ID of a network that does not exist yet is an error.
    get networkMode() {
      return networksAdvanceds.some(({ id, name }) => (name ?? id) === "host") ? "host" : "";
    },
    ports: (endpointSpec?.ports ?? []).map(({ targetPort, publishedPort }) => ({
      internal: targetPort,
      ...(publishedPort === undefined ? {} : { external: publishedPort }),
    })),
  };
}

/** A config or secret of a Swarm, as a container with an uploaded file. */
export function carrierOf({ name = "", data = "" }: SwarmFile): Container {
  return { name, uploads: [{ file: name, content: Buffer.from(data, "base64").toString("utf8") }] };
}
