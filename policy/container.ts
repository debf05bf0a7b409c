/** Inputs of a `docker.Container` that the rules read. Programs omit most of them. */
export interface Container {
  /** Whether it represents the tasks of a `docker.Service`, which has fewer inputs. */
  readonly inSwarm?: boolean;
  readonly name?: string;
  readonly image?: string;
  readonly labels?: readonly { readonly label: string; readonly value: string }[];
  readonly user?: string;
  readonly readOnly?: boolean;
  readonly privileged?: boolean;
  readonly start?: boolean;
  readonly mustRun?: boolean;
  readonly attach?: boolean;
  readonly restart?: string;
  readonly networkMode?: string;
  readonly pidMode?: string;
  readonly ipcMode?: string;
  readonly usernsMode?: string;
  readonly memory?: number;
  readonly memorySwap?: number;
  readonly logDriver?: string;
  readonly logOpts?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly tests?: readonly string[] };
  readonly capabilities?: {
    readonly adds?: readonly string[];
    readonly drops?: readonly string[];
  };
  readonly securityOpts?: readonly string[];
  readonly ports?: readonly {
    readonly internal: number;
    readonly external?: number;
    readonly ip?: string;
  }[];
  readonly envs?: readonly string[];
  readonly entrypoints?: readonly string[];
  readonly command?: readonly string[];
  readonly uploads?: readonly { readonly file: string; readonly content?: string }[];
  readonly mounts?: readonly {
    readonly type: string;
    readonly source?: string;
    readonly target: string;
    readonly readOnly?: boolean;
  }[];
  readonly volumes?: readonly {
    readonly hostPath?: string;
    readonly containerPath?: string;
    readonly readOnly?: boolean;
  }[];
}

/** A file or folder of the Docker host that a container mounts. */
export interface HostMount {
  readonly path: string;
  readonly readOnly: boolean;
}

/** Whether the container is started. One that never starts only adds files to a volume. */
export function runs({ start = true }: Container): boolean {
  return start;
}

/**
 * Whether the container runs until it is stopped. Attached containers and those with `mustRun: false` exit on their
 * own.
 */
export function keepsRunning(container: Container): boolean {
  return runs(container) && container.attach !== true && container.mustRun !== false;
}

/** Bind mounts, in both of the provider's notations. */
export function hostMounts({ mounts = [], volumes = [] }: Container): HostMount[] {
  return [
    ...mounts
      .filter(({ type }) => type === "bind")
      .map(({ source = "", readOnly = false }) => ({ path: source, readOnly })),
    // Volume names are ignored, because they may be unknown until the update.
    ...volumes.flatMap(({ hostPath = "", readOnly = false }) =>
      hostPath === "" ? [] : [{ path: hostPath, readOnly }],
    ),
  ].map(({ path, readOnly }) => ({ path: path.replace(/(?<=.)\/+$/, ""), readOnly }));
}

/** Environment variables with their values. */
export function variables({ envs = [] }: Container): { name: string; value: string }[] {
  return envs.map((line) => {
    const [name = "", ...value] = line.split("=");
    return { name, value: value.join("=") };
  });
}

export function labelled({ labels = [] }: Container, wanted: string): string | undefined {
  return labels.find(({ label }) => label === wanted)?.value;
}
