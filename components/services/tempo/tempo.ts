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
import { goDuration } from "../../render/units";
import { toYaml } from "../../render/yaml";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl } from "../../settings/endpoints";
import type { Bucket, StorageKeys } from "../../settings/object-storage";
import type { TempoMajor } from "../../settings/tempo-version";
import type { Tls } from "../../settings/tls";
import {
  buildTempoConfig,
  buildTempoOverrides,
  LIMITS_PERIOD_SECONDS,
  withOverrides,
} from "./config";

const DATA_PATH = "/var/tempo";

export interface TempoInput {
  readonly major: TempoMajor;
  /** Age at which a trace is deleted. */
  readonly retention: string;
  /** Prometheus that receives span metrics and service graphs. Empty: Tempo does not generate them. */
  readonly prometheusUrl: string;
  readonly prometheusTls: Tls | undefined;
  /** Whether Tempo uses TLS and requires client certificates. */
  readonly secure: boolean;
  readonly environment: string;
  /** Bucket for the traces. Undefined: the volume. */
  readonly bucket: Bucket | undefined;
}

export interface TempoArgs extends TempoInput {
  readonly storageKeys: StorageKeys;
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host. 0: not published. */
  readonly port: number;
}

/**
 * Returns Tempo's files. Tempo reads `config` once and reloads `limits` while it runs. `checkedConfig` has the limits
 * in the configuration itself, where Tempo's config check validates them.
 */
export function tempoFiles(input: TempoInput): StoreFiles {
  const overridesPath = `${LIMITS_PATH}/overrides.yaml`;
  const overrides = buildTempoOverrides({
    retention: goDuration(input.retention),
    generateMetrics: input.prometheusUrl !== "",
  });
  const config = buildTempoConfig({ ...input, dataPath: DATA_PATH, overridesPath });
  return {
    config: hashedDirectory(CONFIG_PATH, { "tempo.yaml": toYaml(config) }),
    limits: { document: overrides, files: { [overridesPath]: toYaml(overrides) } },
    checkedConfig: withOverrides(config, overrides),
  };
}

/**
 * Tempo: stores traces for `retention`, answers TraceQL queries, and generates request metrics and a service graph from
 * the spans.
 *
 * Tempo applies a changed retention while it runs. Any other change replaces the container, and the volume keeps the
 * traces.
 */
export class Tempo extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: TempoArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Tempo", name, {}, opts);
    const { context } = args;
    const onlyFor = dataOwners.tempo;
    const tls = tlsFiles(
      name,
      { context, service: "tempo", onlyFor, isClient: true },
      { parent: this },
    );
    const keys = storageKeys(name, { ...args, service: "tempo" }, { parent: this });
    const configuration = new StoreConfiguration(
      name,
      {
        context,
        service: "tempo",
        image: args.image,
        verify: "-config.verify=true",
        files: tempoFiles(args),
        tls,
        additionalFiles: keys,
      },
      this,
    );
    const { http, health } = endpoints.tempo;
    const data = new DataVolume(`${name}-data`, { context, service: "tempo" }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "tempo",
        alias: endpoints.tempo.host,
        image: args.image,
        command: [`-config.file=${configuration.path}`],
        memoryMiB: args.memoryMiB,
        setGoMemLimit: true,
        ports: [{ internal: http, external: args.port }],
        environment: storageEnvironment(args.bucket),
        files: [configuration.config, configuration.limits, ...tls, ...keys],
        replacedWith: [...tls, ...keys],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        hostGateway: true,
        injectHealthCheck: true,
        probe: Probe.command(`${httpUrl("127.0.0.1", args.secure ? health : http)}/ready`),
        // Tempo's spans are on disk after six seconds. But Tempo does not exit by itself if it was queried in the last
        // half minute: its query queue waits for a stopped timer to delete it (2.9 to 3.0).
        graceSeconds: 30,
      },
      { parent: this },
    );
    configuration.waitForReloadOf(this.service, LIMITS_PERIOD_SECONDS, http);
    this.registerOutputs();
  }
}
