/** What the program asks of Docker for a container, as far as Compose has a word for it. */
export interface ContainerInputs {
  readonly name: string;
  readonly image: string;
  readonly start?: boolean;
  /** False of one that does its work and ends. */
  readonly mustRun?: boolean;
  readonly entrypoints?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly envs?: readonly string[];
  readonly networkMode?: string;
  readonly networksAdvanced?: readonly { readonly aliases?: readonly string[] }[];
  readonly ports?: readonly {
    readonly ip: string;
    readonly external: number;
    readonly internal: number;
  }[];
  readonly hosts?: readonly { readonly host: string; readonly ip: string }[];
  readonly volumes?: readonly {
    readonly volumeName: string;
    readonly containerPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly mounts?: readonly { readonly source: string; readonly target: string }[];
  readonly uploads?: readonly { readonly file: string; readonly content: string }[];
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly privileged?: boolean;
  readonly capabilities?: { readonly drops?: readonly string[]; readonly adds?: readonly string[] };
  readonly securityOpts?: readonly string[];
  readonly devices?: readonly {
    readonly hostPath: string;
    readonly containerPath: string;
    readonly permissions: string;
  }[];
  readonly memory?: number;
  readonly memorySwap?: number;
  readonly restart?: string;
  readonly stopTimeout?: number;
  readonly logDriver?: string;
  readonly logOpts?: Readonly<Record<string, string>>;
  readonly healthcheck?: {
    readonly tests: readonly string[];
    readonly interval: string;
    readonly timeout: string;
    readonly retries: number;
    readonly startPeriod: string;
    readonly startInterval?: string;
  };
}
