import { backends, type Backends } from "../settings/backends";
import { collected, watched, type Collected } from "../settings/collected";
import { addressScope } from "../settings/container-address";
import type { PipelineSettings } from "../settings/schema";
import type { ServiceName } from "../settings/services";
import { tempoMajor, type TempoMajor } from "../settings/tempo-version";
import { tlsOf, type Tls } from "../settings/tls";

/** The gateway as an agent on another host reaches it. */
export interface RemoteGateway {
  /** `host:port` for OTLP over gRPC with TLS; its certificate is for that host. */
  readonly endpoint: string;
  /** What it requires of the agent. */
  readonly auth: "token" | "mtls";
}

/** What follows from the (resolved) settings for more than one service, computed once. */
export interface Plan {
  readonly settings: PipelineSettings;
  /** The services that run. */
  readonly services: readonly ServiceName[];
  readonly backends: Backends;
  /** How the stack's services know each other; undefined if they speak plain HTTP. */
  readonly tls: Tls | undefined;
  /** Major version of the stack's Tempo. */
  readonly tempoMajor: TempoMajor;
  /** What is collected of this host, and of every host whose agent sends here. */
  readonly collected: Collected;
  readonly watched: Collected;
  /** Whether containers are scraped by their labels. A Swarm does this with its tasks even if no agent lists containers. */
  readonly scrapesByLabel: boolean;
  /** Where a container's address is unique; undefined if nothing here lists the containers. */
  readonly addressScope: string | undefined;
  /** Hosts that send here, if any may. On a Swarm's network the node of a sender is not known. */
  readonly otherHosts: readonly string[] | undefined;
  /** The gateway of another host, for an agent without one beside it. */
  readonly remoteGateway: RemoteGateway | undefined;
}

/** Takes resolved settings: see `resolveSettings`. */
export function planOf(settings: PipelineSettings): Plan {
  const { containerMetrics, gatewayEndpoint, hosts, swarm } = settings;
  const services = settings.services.filter(
    (name) => name !== "cadvisor" || containerMetrics === "cadvisor",
  );
  const ofAllHosts = watched(settings, services);
  return {
    settings,
    services,
    backends: backends(settings),
    tls: tlsOf(settings),
    // Undefined only if the stack runs no Tempo: the settings were checked.
    tempoMajor: tempoMajor(settings) ?? "2",
    collected: collected(settings, services),
    watched: ofAllHosts,
    scrapesByLabel: swarm || ofAllHosts.containerDiscovery,
    addressScope: addressScope(settings),
    otherHosts: gatewayEndpoint === "" || swarm ? undefined : hosts.map(({ name }) => name),
    remoteGateway: remoteGateway(settings),
  };
}

export function runs({ services }: Pick<Plan, "services">, service: ServiceName): boolean {
  return services.includes(service);
}

function remoteGateway(settings: PipelineSettings): RemoteGateway | undefined {
  const { services, gatewayEndpoint, otlpAuth } = settings;
  if (services.includes("collector") || !services.includes("agent")) return undefined;
  return { endpoint: gatewayEndpoint, auth: otlpAuth === "mtls" ? "mtls" : "token" };
}
