import type { Setting } from "../settings/kinds";

/**
 * What the rest of the program has to know of a service, as plain data. Each list of services is made of these; the service's own
 * folder has everything else.
 */
export interface ServiceManifest {
  /** As in the setting `services` and the output `versions`, and at the end of the container's name. */
  readonly name: string;
  /** Whether the setting `services` lists it unless it is given, only if asked for, or not at all. */
  readonly listed: "by default" | "on request" | "by a setting of its own";
  /** Its alias on the stack's network, and its ports there. Every stack has a network of its own, so these never clash. */
  readonly endpoint: Readonly<Record<string, string | number>> & { readonly host: string };
  /** Whether it speaks TLS if the stack does. */
  readonly servesTls?: true;
  /** Settings that publish a port, with the name of the port in `endpoint`. */
  readonly published?: readonly { readonly setting: string; readonly port: string }[];
  /** The settings of its image and of its memory limit. */
  readonly image: string;
  readonly memory: string;
  /** Versions that take the configuration made here, as a range of semver; left out, any is tried. */
  readonly supported?: string;
  /** Address of a version's release notes, with `{version}` for it. */
  readonly releases: string;
  /** What is to be said before its next major version, if there is no way back from it: a sentence. */
  readonly oneWay?: string;
  /** The setting that says which major version runs if the image's tag does not; `image` leaves it to the tag. */
  readonly versionIn?: string;
  /** User and group that write its data volume. Left out, it keeps no data. */
  readonly dataOwner?: number;
  /** Whether its data are queues and read positions, which are of use for minutes only. */
  readonly keepsQueues?: true;
  /** The setting for how far its volume may grow, but for a bucket that has the data instead. */
  readonly budget?: { readonly setting: string; readonly unless?: string };
  /** When it is stopped for a backup: one after the other, each as briefly as it can be. */
  readonly backupTurn?: number;
  /** Where Prometheus finds its own metrics; `plain` without TLS in any case. */
  readonly scrape?: {
    readonly job: string;
    readonly host: string;
    readonly port: number;
    readonly plain?: true;
  };
  /** The metric of its own, as a regular expression, of which one of these labels tells its version. */
  readonly buildInfo?: { readonly metric: string; readonly labels: readonly string[] };
  /** Uid of its data source in Grafana. */
  readonly dataSource?: string;
  /** The setting with a directory of the host that it reads, which has to be there. */
  readonly hostDirectory?: string;
  /** Settings with the addresses of a service of the user's own that takes its place. */
  readonly elsewhere?: readonly string[];
  /** Whether it runs on each node of a Swarm. */
  readonly perNode?: true;
  /** What is the matter with its own settings if `services` does not list it: "…, so nothing reads it". */
  readonly unlisted?: string;
  /** What people notice while its container is away, and when it goes for good: a sentence each. */
  readonly whileAway: string;
  readonly onceRemoved: string;
  /** Settings that it alone reads. */
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}
