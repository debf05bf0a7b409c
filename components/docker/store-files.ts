import type * as pulumi from "@pulumi/pulumi";
import type { Files } from "../render/content-hash";
import { toYaml } from "../render/yaml";
import { httpUrl } from "../settings/endpoints";
import { ConfigFiles, secretFilesOf } from "./config-files";
import { confirmed } from "./confirmation";
import { Probe } from "./probe";
import { hasHadTime, hasRead } from "./runtime-config";
import type { Service } from "./service";
import type { StackContext } from "./stack-context";

export const CONFIG_PATH = "/config";
export const LIMITS_PATH = "/limits";

/** What a store reads once at its start, and what it reads again and again while it runs. */
export interface StoreFiles {
  readonly config: { readonly path: string; readonly files: Files };
  readonly limits: { readonly document: object; readonly files: Files };
  /** The configuration with the limits where it has its own: there the store can check them. */
  readonly trial: object;
}

export interface StoreConfigurationArgs {
  readonly context: StackContext;
  /** Begins the names of the volumes and of the store's metrics, and is its file's name. */
  readonly service: string;
  readonly image: string;
  /** What makes the store check its configuration, and end. */
  readonly verify: string;
  readonly files: StoreFiles;
  /** Where it speaks TLS: what its configuration names. */
  readonly tls: readonly ConfigFiles[];
}

/**
 * The configuration of a store built on dskit, as Grafana's are, in volumes: checked by the store's own program before they are
 * written.
 */
export class StoreConfiguration {
  readonly config: ConfigFiles;
  readonly limits: ConfigFiles;
  /** Where the store finds its configuration. */
  readonly path: string;

  constructor(
    private readonly name: string,
    private readonly args: StoreConfigurationArgs,
    private readonly parent: pulumi.Resource,
  ) {
    const { context, service, image, verify, files, tls } = args;
    const file = `${service}.yaml`;
    const trial = `/trial/${file}`;
    const secrets = secretFilesOf(tls);
    this.path = `${files.config.path}/${file}`;
    this.config = new ConfigFiles(
      `${name}-config`,
      {
        context,
        purpose: `${service}-config`,
        files: files.config.files,
        mountPath: CONFIG_PATH,
        check: { image, command: [`-config.file=${this.path}`, verify], files: secrets },
      },
      { parent },
    );
    this.limits = new ConfigFiles(
      `${name}-limits`,
      {
        context,
        purpose: `${service}-limits`,
        files: files.limits.files,
        mountPath: LIMITS_PATH,
        check: {
          image,
          command: [`-config.file=${trial}`, verify],
          files: { ...secrets, [trial]: toYaml(files.trial) },
        },
      },
      { parent },
    );
  }

  /** The update ends when the store runs the limits, of which it tells at `port` unless it speaks TLS. */
  confirmedBy(store: Service, periodSeconds: number, port: number): void {
    const { context, service, files, tls } = this.args;
    const metrics = `${service}_runtime_config`;
    const evidence =
      tls.length > 0
        ? hasHadTime(periodSeconds)
        : hasRead({
            document: files.limits.document,
            periodSeconds,
            metrics,
            ask: Probe.pageLines(`${httpUrl("127.0.0.1", port)}/metrics`, metrics),
          });
    confirmed(
      `${this.name}-limits-loaded`,
      { context, files: this.limits, service: store, evidence },
      this.parent,
    );
  }
}
