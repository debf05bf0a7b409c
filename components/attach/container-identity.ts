import { attributes, dockerLabels, LOG_TAG } from "../settings/labels";
import { SCRAPE_LABELS } from "../settings/scrape-labels";

/** Where an app serves metrics in Prometheus' text format. */
export interface ContainerMetrics {
  /** The container's own port, published or not. */
  readonly port: number;
  /** Default: `/metrics`. */
  readonly path?: string;
}

/** What is known of an app's container before it is started. */
export interface ContainerIdentityArgs {
  /** The name that the container is started with: the same before and after each recreation. */
  readonly containerName: string;
  /** What the app is called on its traces, logs and metrics. */
  readonly serviceName: string;
  /** What the app belongs to, such as the product it is a part of. */
  readonly serviceNamespace?: string;
  /** Version of the app, on all its signals. */
  readonly serviceVersion?: string;
  /** Where the app sends OTLP: the stack's output `otlpHttpEndpointInternal` or `otlpGrpcEndpointInternal`. */
  readonly otlpEndpoint: string;
  /** The protocol of that endpoint. Default: `http/protobuf`. */
  readonly otlpProtocol?: "http/protobuf" | "grpc";
  /** Metrics to scrape. Left out, nothing is scraped. */
  readonly metrics?: ContainerMetrics;
  /** Name of the Docker host, as the stack's setting `hostName`. Left out, spans name no host. */
  readonly hostName?: string;
  /** The program that the container runs, with its arguments. Given, it is started so that it knows the container's id too. */
  readonly command?: readonly string[];
}

/** How a container has to be started to be known by the same name on all its signals. */
export interface ContainerIdentity {
  /** Environment variables that every OpenTelemetry SDK reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** Docker labels, which become labels of the container's metrics. */
  readonly labels: Readonly<Record<string, string>>;
  /** The agent reads the files of this driver. */
  readonly logDriver: "json-file";
  /** Puts the container's name and image on each line that it prints, and bounds what is kept of them on the host. */
  readonly logOptions: Readonly<Record<string, string>>;
  /** Only with `command`. Needs a `/bin/sh` in the image. */
  readonly entrypoint?: readonly string[];
  /** The program with its arguments, for `entrypoint` to start. Only with `command`. */
  readonly command?: readonly string[];
}

/**
 * Adds the id of the container that this runs in, which nobody knows before it is made, to what the
 * SDK reads. The id stands in the container's mount table, whatever its host name is. The shell's own
 * commands are enough, and the program takes the shell's place.
 */
const WITH_CONTAINER_ID = [
  "while read -r _ _ _ root _; do",
  'case "$root" in */containers/*/hostname) id="${root%/hostname}" && id="${id##*/}" ;; esac',
  "done </proc/self/mountinfo",
  `[ -z "$id" ] || export OTEL_RESOURCE_ATTRIBUTES="$OTEL_RESOURCE_ATTRIBUTES,${attributes.containerId}=$id"`,
  'exec "$@"',
].join("\n");

/**
 * The identity of an app's container: environment, labels and log options with which its metrics,
 * traces and logs are found under one container name, without a change of the app. It is plain data, for
 * `docker.Container`, Compose or `docker run` alike.
 */
export function containerIdentity(args: ContainerIdentityArgs): ContainerIdentity {
  const named = {
    [attributes.containerName]: args.containerName,
    [attributes.serviceNamespace]: args.serviceNamespace,
    [attributes.serviceVersion]: args.serviceVersion,
    [attributes.hostName]: args.hostName,
  };
  return {
    environment: {
      OTEL_SERVICE_NAME: args.serviceName,
      OTEL_RESOURCE_ATTRIBUTES: resourceAttributes(named),
      OTEL_EXPORTER_OTLP_ENDPOINT: args.otlpEndpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: args.otlpProtocol ?? "http/protobuf",
    },
    labels: present({
      [dockerLabels.serviceName]: args.serviceName,
      [dockerLabels.serviceNamespace]: args.serviceNamespace,
      [dockerLabels.serviceVersion]: args.serviceVersion,
      ...(args.metrics === undefined ? {} : scrapeLabels(args.serviceName, args.metrics)),
    }),
    logDriver: "json-file",
    logOptions: {
      tag: LOG_TAG,
      labels: Object.values(dockerLabels).join(","),
      "max-size": "10m",
      "max-file": "3",
    },
    ...(args.command === undefined
      ? {}
      : { entrypoint: ["/bin/sh", "-c", WITH_CONTAINER_ID, "sh"], command: args.command }),
  };
}

function scrapeLabels(job: string, { port, path }: ContainerMetrics) {
  return {
    [SCRAPE_LABELS.job]: job,
    [SCRAPE_LABELS.port]: String(port),
    [SCRAPE_LABELS.path]: path,
  };
}

/** The form of OTEL_RESOURCE_ATTRIBUTES: values are percent-encoded. */
function resourceAttributes(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(present(values))
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join(",");
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
