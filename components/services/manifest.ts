import type { Setting } from "../settings/kinds";

/**
 * Plain data about a service for the rest of the program. All lists of services are derived from the manifests.
 * Everything else about a service is in its own folder.
 */
export interface ServiceManifest {
  /** Name in the setting `services` and the output `versions`, and suffix of the container's name. */
  readonly name: string;
  /**
   * Whether the default of the setting `services` lists it, only a user's value does, or another setting turns it on.
   */
  readonly listed: "by default" | "on request" | "by a setting of its own";
  /** Alias and ports on the stack's network. Every stack has its own network, so these never clash. */
  readonly endpoint: Readonly<Record<string, string | number>> & { readonly host: string };
  /** Set if the service uses TLS when TLS is on for the stack. */
  readonly servesTls?: true;
  /** Settings that publish a port. `port` is the port's name in `endpoint`. */
  readonly published?: readonly { readonly setting: string; readonly port: string }[];
  /** Names of the settings with its image and its memory limit. */
  readonly image: string;
  readonly memory: string;
  /** Semver range of the versions that accept the generated configuration. Default: any version is tried. */
  readonly supported?: string;
  /** URL of a version's release notes. `{version}` stands for the version. */
  readonly releases: string;
  /**
   * Warning, as a sentence, that a preview shows before an upgrade to the next major version. Set if it is
   * irreversible.
   */
  readonly oneWay?: string;
  /** Name of the setting with the major version, for image tags without one. The value `image` uses the tag. */
  readonly versionIn?: string;
  /** Numeric ID of the user and group that write its data volume. Default: the service keeps no data. */
  readonly dataOwner?: number;
  /** Set if its data is only queues and read positions, which are outdated after minutes. */
  readonly keepsQueues?: true;
  /**
   * Setting with the disk budget of its volume, which does not apply if the setting `unless` names a bucket for the
   * data.
   */
  readonly budget?: { readonly setting: string; readonly unless?: string };
  /** Position in the order in which a backup stops services: one at a time, each as briefly as possible. */
  readonly backupTurn?: number;
  /** Scrape target with its own metrics. `plain`: this port never uses TLS. */
  readonly scrape?: {
    readonly job: string;
    readonly host: string;
    readonly port: number;
    readonly plain?: true;
  };
  /** Its own build-info metric, as a regular expression. The version is in one of `labels`. */
  readonly buildInfo?: { readonly metric: string; readonly labels: readonly string[] };
  /** UID of its data source in Grafana. */
  readonly dataSource?: string;
  /** Setting with a directory of the host that the service reads. The directory must exist. */
  readonly hostDirectory?: string;
  /** Settings with the addresses of a user's own service that replaces it. */
  readonly elsewhere?: readonly string[];
  /** Set if it runs on each node of a Swarm. */
  readonly perNode?: true;
  /** End of the message "services does not list …, so …", about its settings when `services` does not list it. */
  readonly unlisted?: string;
  /** Impact on users while its container is down, and after it is removed: a sentence each. */
  readonly whileAway: string;
  readonly onceRemoved: string;
  /** Settings that only this service reads. */
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}
