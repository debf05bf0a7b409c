import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type {
  InjectedHealthCheck,
  Mount,
  HealthCheckCommand,
  HealthCheckPart,
  SharedContext,
} from "./types";

const PROGRAM = "/probe/busybox";

/** Where they are in busybox's image, and where a service sees them. */
const PARTS: readonly HealthCheckPart[] = [
  { part: "bin", source: "/bin", target: "/probe" },
  { part: "lib", source: "/lib", target: "/lib" },
  { part: "lib64", source: "/lib64", target: "/lib64" },
];

/** Asks for a page with the `wget` of the service's own image. */
export function wget(url: string): HealthCheckCommand {
  return ["CMD", "wget", "-q", "-O", "/dev/null", url];
}

/** The same of a service that speaks TLS, which busybox cannot verify; nothing secret is asked or told. */
export function wgetUnverified(url: string): HealthCheckCommand {
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
export class Probe extends pulumi.ComponentResource implements InjectedHealthCheck {
  readonly mounts: readonly Mount[];
  readonly populators: readonly docker.Container[];

  constructor(
    name: string,
    { context }: { context: SharedContext },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("observability:index:Probe", name, {}, opts);
    const injected = context.platform.injectedHealthCheck(name, { context, parts: PARTS }, this);
    this.mounts = injected.mounts;
    this.populators = injected.populators;
    this.registerOutputs();
  }

  static readonly command = (url: string): HealthCheckCommand => [
    "CMD",
    PROGRAM,
    "wget",
    "-q",
    "-O",
    "/dev/null",
    url,
  ];
  /** Whether a port is open: of a service that this probe cannot ask. */
  static readonly listens = (port: number): HealthCheckCommand => [
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
