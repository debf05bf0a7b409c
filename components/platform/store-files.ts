import * as pulumi from "@pulumi/pulumi";
import type { Files } from "../render/content-hash";
import { toYaml } from "../render/yaml";
import { httpUrl } from "../settings/endpoints";
import { ConfigFiles, secretFilesOf } from "./config-files";
import { waitForReload } from "./reload-check";
import { Probe } from "./health-check";
import { known } from "./hooks";
import { hasHadTime, hasRead } from "./runtime-config";
import type { Service } from "./service";
import type { ServiceFiles, StackContext } from "./types";
import { validated } from "./config-validation";

export const CONFIG_PATH = "/config";
export const LIMITS_PATH = "/limits";

/** What a store reads once at its start, and what it reads again and again while it runs. */
export interface StoreFiles {
  readonly config: { readonly path: string; readonly files: Files };
  readonly limits: { readonly document: object; readonly files: Files };
  /** The configuration with the limits where it has its own: there the store can check them. */
  readonly checkedConfig: object;
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
  readonly tls: readonly ServiceFiles[];
  /** Others that it reads. */
  readonly additionalFiles: readonly ServiceFiles[];
}

/**
 * The configuration of a store built on dskit, as Grafana's are, in volumes. The store's own program reads all of it in one go
 * before any of it is written.
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
    const { context, service, image, verify, files, tls, additionalFiles } = args;
    const file = `${service}.yaml`;
    const checkedConfig = `/trial/${file}`;
    this.path = `${files.config.path}/${file}`;
    const checked = validated(
      `${name}-config-checked`,
      {
        context,
        purpose: `${service}-config`,
        files: { ...files.config.files, ...files.limits.files },
        check: {
          image,
          command: [`-config.file=${checkedConfig}`, verify],
          files: {
            ...secretFilesOf([...tls, ...additionalFiles]),
            [checkedConfig]: toYaml(files.checkedConfig),
          },
        },
      },
      { parent },
    );
    const volumeOf = (part: "config" | "limits", mountPath: string) =>
      new ConfigFiles(
        `${name}-${part}`,
        {
          context,
          purpose: `${service}-${part}`,
          files: files[part].files,
          mountPath,
          after: [checked],
        },
        { parent },
      );
    this.config = volumeOf("config", CONFIG_PATH);
    this.limits = volumeOf("limits", LIMITS_PATH);
  }

  /** The update ends when the store runs the limits, of which it tells at `port` unless it speaks TLS. */
  waitForReloadOf(store: Service, periodSeconds: number, port: number): void {
    const { context, service, files, tls } = this.args;
    const metrics = `${service}_runtime_config`;
    const reloadCheck =
      tls.length > 0
        ? hasHadTime(periodSeconds, () =>
            known(pulumi.all(this.limits.populators.map(({ id }) => id))),
          )
        : hasRead({
            document: files.limits.document,
            periodSeconds,
            metrics,
            ask: Probe.pageLines(`${httpUrl("127.0.0.1", port)}/metrics`, metrics),
          });
    waitForReload(
      `${this.name}-limits-loaded`,
      { context, files: this.limits, service: store, reloadCheck },
      this.parent,
    );
  }
}
