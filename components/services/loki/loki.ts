import * as pulumi from "@pulumi/pulumi";
import { DataVolume } from "../../platform/data-volume";
import { Probe } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { StackContext } from "../../platform/types";
import { storageEnvironment, storageKeys } from "../../platform/storage-keys";
import {
  CONFIG_PATH,
  LIMITS_PATH,
  StoreConfiguration,
  type StoreFiles,
} from "../../platform/store-files";
import { tlsFiles } from "../../platform/tls-files";
import { hashedDirectory } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl } from "../../settings/endpoints";
import type { StorageKeys } from "../../settings/object-storage";
import {
  buildLokiConfig,
  buildLokiLimits,
  LIMITS_PERIOD_SECONDS,
  withLimits,
  type LogsBucket,
} from "./config";

const DATA_PATH = "/loki";

export interface LokiInput {
  /** Age at which a log line is deleted. */
  readonly retention: string;
  /** Whether Loki uses TLS and requires client certificates. */
  readonly secure: boolean;
  /** Bucket for the logs from a given day on. Undefined: the volume. */
  readonly bucket: LogsBucket | undefined;
}

export interface LokiArgs extends LokiInput {
  readonly storageKeys: StorageKeys;
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host. 0: not published. */
  readonly port: number;
}

/**
 * Returns Loki's files. Loki reads `config` once and reloads `limits` while it runs. `checkedConfig` has the limits in
 * the configuration itself, where Loki's config check validates them.
 */
export function lokiFiles(input: LokiInput): StoreFiles {
  const limitsPath = `${LIMITS_PATH}/limits.yaml`;
  const limits = buildLokiLimits(input);
  const config = buildLokiConfig({ ...input, dataPath: DATA_PATH, limitsPath });
  return {
    config: hashedDirectory(CONFIG_PATH, { "loki.yaml": toYaml(config) }),
    limits: { document: limits, files: { [limitsPath]: toYaml(limits) } },
    checkedConfig: withLimits(config, limits),
  };
}

/**
 * Loki: stores logs for `retention` and answers LogQL queries.
 *
 * Loki applies a changed retention while it runs. Any other change replaces the container, and the volume keeps the
 * logs.
 */
export class Loki extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: LokiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Loki", name, {}, opts);
    const { context } = args;
    const onlyFor = dataOwners.loki;
    const tls = tlsFiles(
      name,
      { context, service: "loki", onlyFor, isClient: false },
      { parent: this },
    );
    const keys = storageKeys(name, { ...args, service: "loki" }, { parent: this });
    const configuration = new StoreConfiguration(
      name,
      {
        context,
        service: "loki",
        image: args.image,
        verify: "-verify-config",
        files: lokiFiles(args),
        tls,
        additionalFiles: keys,
      },
      this,
    );
    const { http, grpc } = endpoints.loki;
    const data = new DataVolume(`${name}-data`, { context, service: "loki" }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "loki",
        alias: endpoints.loki.host,
        image: args.image,
        command: [`-config.file=${configuration.path}`],
        memoryMiB: args.memoryMiB,
        ports: [{ internal: http, external: args.port }],
        environment: storageEnvironment(args.bucket),
        files: [configuration.config, configuration.limits, ...tls, ...keys],
        replacedWith: [...tls, ...keys],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        hostGateway: args.bucket !== undefined,
        injectHealthCheck: true,
        probe: args.secure
          ? // /ready requires a certificate. Loki's internal server does not, but with it Loki never exits.
            Probe.listens(grpc)
          : Probe.command(`${httpUrl("127.0.0.1", http)}/ready`),
        graceSeconds: 120,
      },
      { parent: this },
    );
    configuration.waitForReloadOf(this.service, LIMITS_PERIOD_SECONDS, http);
    this.registerOutputs();
  }
}
