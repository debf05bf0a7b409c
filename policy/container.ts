/** The inputs of a `docker.Container` that the rules read. A program leaves most of them to their defaults. */
export interface Container {
  /** Whether it stands for the tasks of a `docker.Service`, of which less can be said. */
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

/** A file or folder of the Docker host, as a container mounts it. */
export interface HostMount {
  readonly path: string;
  readonly readOnly: boolean;
}

/** What is made and never started only carries files into a volume. */
export function runs({ start = true }: Container): boolean {
  return start;
}

/** Runs until somebody stops it; what is attached to, or need not run, ends by itself. */
export function keepsRunning(container: Container): boolean {
  return runs(container) && container.attach !== true && container.mustRun !== false;
}

/** Both ways in which the provider mounts a part of the host. */
export function hostMounts({ mounts = [], volumes = [] }: Container): HostMount[] {
  return [
    ...mounts
      .filter(({ type }) => type === "bind")
      .map(({ source = "", readOnly = false }) => ({ path: source, readOnly })),
    // A volume's name may be known only after the update, so it is not looked at.
    ...volumes.flatMap(({ hostPath = "", readOnly = false }) =>
      hostPath === "" ? [] : [{ path: hostPath, readOnly }],
    ),
  ].map(({ path, readOnly }) => ({ path: path.replace(/(?<=.)\/+$/, ""), readOnly }));
}

/** The environment's variables, each with its value. */
export function variables({ envs = [] }: Container): { name: string; value: string }[] {
  return envs.map((line) => {
    const [name = "", ...value] = line.split("=");
    return { name, value: value.join("=") };
  });
}

export function labelled({ labels = [] }: Container, wanted: string): string | undefined {
  return labels.find(({ label }) => label === wanted)?.value;
}
