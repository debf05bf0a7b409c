import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { carrierDefaults } from "./volume-populator";
import type { Mount } from "./config-files";
import type { StackContext } from "./stack-context";
import { probeOnNodes } from "./swarm/health-check";

const PROGRAM = "/probe/busybox";

/** Where they are in busybox's image, and where a service sees them. */
const PARTS = [
  { part: "bin", source: "/bin", target: "/probe" },
  { part: "lib", source: "/lib", target: "/lib" },
  { part: "lib64", source: "/lib64", target: "/lib64" },
];

/** A health check, as Docker runs it inside the container. */
export type ProbeCommand = readonly string[];

/** Asks for a page with the `wget` of the service's own image. */
export function wget(url: string): ProbeCommand {
  return ["CMD", "wget", "-q", "-O", "/dev/null", url];
}

/** The same of a service that speaks TLS, which busybox cannot verify; nothing secret is asked or told. */
export function wgetUnverified(url: string): ProbeCommand {
  return ["CMD", "wget", "-q", "--no-check-certificate", "-O", "/dev/null", url];
}

/** Prints the lines of a page that begin so, with the programs of the service's own image. */
export function pageLines(url: string, beginning: string): readonly string[] {
  return ["sh", "-c", `wget -q -O - '${url}' | grep '^${beginning}'`];
}

/**
 * A health probe for images that hold nothing but their own program: busybox, lent from its own
 * image by read-only volumes. Docker fills an empty volume with what the image has at that path, as
 * soon as a container of it is made; the libraries come along for builds that are not static.
 */
export class Probe extends pulumi.ComponentResource {
  readonly mounts: readonly Mount[];
  /** What has to be there before a container that is lent it. None in a Swarm, where a task waits by itself. */
  readonly carriers: readonly docker.Container[];

  constructor(
    name: string,
    { context }: { context: Omit<StackContext, "probe"> },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:Probe", name, {}, opts);
    const { swarm, namePrefix } = context;
    if (swarm === undefined) {
      const volumes = PARTS.map(
        ({ part }) =>
          new docker.Volume(
            `${name}-${part}`,
            { name: `${namePrefix}-probe-${part}` },
            { parent: this, deleteBeforeReplace: true },
          ),
      );
      const mounts = mountsOf(volumes.map((volume) => volume.name));
      this.mounts = mounts.lent;
      this.carriers = [
        new docker.Container(
          `${name}-carrier`,
          {
            ...carrierDefaults(context),
            name: `${namePrefix}-probe`,
            volumes: mounts.filled.map(({ volumeName, containerPath }) => ({
              volumeName,
              containerPath,
            })),
          },
          { parent: this, dependsOn: context.images.get(context.busyboxImage) },
        ),
      ];
    } else {
      const names = PARTS.map(({ part }) => pulumi.output(`${namePrefix}-probe-${part}`));
      const mounts = mountsOf(names);
      this.mounts = mounts.lent;
      this.carriers = [];
      probeOnNodes(
        `${name}-nodes`,
        { context: { ...context, probe: this }, mounts: mounts.filled },
        this,
      );
    }
    this.registerOutputs();
  }

  static readonly command = (url: string): ProbeCommand => [
    "CMD",
    PROGRAM,
    "wget",
    "-q",
    "-O",
    "/dev/null",
    url,
  ];
  /** Whether a port is open: of a service that this probe cannot ask. */
  static readonly listens = (port: number): ProbeCommand => [
    "CMD",
    PROGRAM,
    "nc",
    "-w",
    "2",
    "127.0.0.1",
    String(port),
    // Not every busybox knows -z; each runs a program once it is connected, and fails where it is not.
    "-e",
    PROGRAM,
    "true",
  ];

  /** As `pageLines`, where the image has no programs for it. */
  static readonly pageLines = (url: string, beginning: string): readonly string[] => [
    PROGRAM,
    "sh",
    "-c",
    `${PROGRAM} timeout 5 ${PROGRAM} wget -q -O - '${url}' | ${PROGRAM} grep '^${beginning}'`,
  ];
}

/** The volumes as the image fills them, and as services are lent them. */
function mountsOf(names: readonly pulumi.Output<string>[]) {
  const each = PARTS.flatMap((part, index) => {
    const volumeName = names[index];
    return volumeName === undefined ? [] : [{ ...part, volumeName }];
  });
  return {
    filled: each.map(({ volumeName, source }) => ({
      volumeName,
      containerPath: source,
      readOnly: false,
    })),
    lent: each.map(({ volumeName, target }) => ({
      volumeName,
      containerPath: target,
      readOnly: true,
    })),
  };
}
