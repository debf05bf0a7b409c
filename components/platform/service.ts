import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceArgs } from "./types";

/**
 * One long-running service, made the same way for each: hardened, limited, its log rotated, healthy before the update goes
 * on.
 */
export class Service extends pulumi.ComponentResource {
  readonly deployed: docker.Container | docker.Service;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Service", name, {}, opts);
    this.deployed = args.context.platform.service(name, args, this);
    this.registerOutputs();
  }
}
