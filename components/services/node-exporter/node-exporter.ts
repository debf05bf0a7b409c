import * as pulumi from "@pulumi/pulumi";
import { wget } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { StackContext } from "../../platform/types";
import { httpUrl } from "../../settings/endpoints";
import { nodeExporter } from "./manifest";

/** Mount path of the host's directory in the container. */
const TEXTFILE_PATH = "/textfile";

export interface NodeExporterArgs {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Directory on the Docker host with `*.prom` files. */
  readonly directory: string;
}

/**
 * node_exporter with only its textfile collector: serves the metrics in files of the host.
 *
 * It runs as the user `nobody` and mounts only that directory, read-only. A changed file takes effect at the next
 * scrape.
 */
export class NodeExporter extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: NodeExporterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:NodeExporter", name, {}, opts);
    const { context, image, memoryMiB, directory } = args;
    const { host, http } = nodeExporter.endpoint;
    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: nodeExporter.name,
        perNode: nodeExporter.perNode,
        alias: host,
        image,
        command: [
          `--web.listen-address=:${http}`,
          "--web.disable-exporter-metrics",
          "--collector.disable-defaults",
          "--collector.textfile",
          `--collector.textfile.directory=${TEXTFILE_PATH}`,
        ],
        memoryMiB,
        hostPaths: [{ path: directory, containerPath: TEXTFILE_PATH }],
        probe: wget(httpUrl("127.0.0.1", http)),
        graceSeconds: 10,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
