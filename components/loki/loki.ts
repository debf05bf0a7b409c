import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles, secretFilesOf } from "../docker/config-files";
import { confirmed } from "../docker/confirmation";
import { DataVolume } from "../docker/data-volume";
import { Probe } from "../docker/probe";
import { hasHadTime, hasRead } from "../docker/runtime-config";
import { Service } from "../docker/service";
import type { StackContext } from "../docker/stack-context";
import { tlsFiles } from "../docker/tls-files";
import type { ConfigCheck } from "../docker/validation";
import { hashedDirectory, type Files } from "../render/content-hash";
import { toYaml } from "../render/yaml";
import { dataOwners } from "../settings/data-owners";
import { endpoints, httpUrl } from "../settings/endpoints";
import { buildLokiConfig, buildLokiLimits, LIMITS_PERIOD_SECONDS, withLimits } from "./config";

const CONFIG_PATH = "/config";
const LIMITS_PATH = "/limits";
/** Where a configuration stands that is only checked. */
const TRIAL_FILE = "/trial/loki.yaml";
/** The beginning of the names of the metrics about the limits. */
const METRICS = "loki_runtime_config";
const DATA_PATH = "/loki";

export interface LokiInput {
  /** Age at which a log line is deleted. */
  readonly retention: string;
  /** Whether it speaks TLS, and asks for certificates. */
  readonly secure: boolean;
}

export interface LokiArgs extends LokiInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host; 0 publishes nothing. */
  readonly port: number;
}

/**
 * `config` is read once, `limits` again and again while Loki runs. `trial` has the limits where the configuration has
 * its own: Loki can check them there.
 */
export function lokiFiles(input: LokiInput): {
  config: { path: string; files: Files };
  limits: { document: object; files: Files };
  trial: object;
} {
  const limitsPath = `${LIMITS_PATH}/limits.yaml`;
  const limits = buildLokiLimits(input);
  const config = buildLokiConfig({ dataPath: DATA_PATH, limitsPath, secure: input.secure });
  return {
    config: hashedDirectory(CONFIG_PATH, { "loki.yaml": toYaml(config) }),
    limits: { document: limits, files: { [limitsPath]: toYaml(limits) } },
    trial: withLimits(config, limits),
  };
}

/**
 * Loki: keeps logs for `retention` and answers LogQL.
 *
 * A new retention is taken up while it runs; any other change replaces the container, which finds
 * its logs again on the volume.
 */
export class Loki extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: LokiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Loki", name, {}, opts);
    const { context } = args;
    const { config, limits, trial } = lokiFiles(args);

    const onlyFor = dataOwners.loki;
    const tls = tlsFiles(
      name,
      { context, service: "loki", onlyFor, isClient: false },
      { parent: this },
    );
    const tlsSecrets = secretFilesOf(tls);
    const configFiles = new ConfigFiles(
      `${name}-config`,
      {
        context,
        purpose: "loki-config",
        files: config.files,
        mountPath: CONFIG_PATH,
        check: { ...check(args.image, `${config.path}/loki.yaml`), files: tlsSecrets },
      },
      { parent: this },
    );
    const limitsFiles = new ConfigFiles(
      `${name}-limits`,
      {
        context,
        purpose: "loki-limits",
        files: limits.files,
        mountPath: LIMITS_PATH,
        check: {
          ...check(args.image, TRIAL_FILE),
          files: { ...tlsSecrets, [TRIAL_FILE]: toYaml(trial) },
        },
      },
      { parent: this },
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
        command: [`-config.file=${config.path}/loki.yaml`],
        memoryMiB: args.memoryMiB,
        ports: [{ internal: http, external: args.port }],
        files: [configFiles, limitsFiles, ...tls],
        replacedWith: tls,
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        lendProbe: true,
        probe: args.secure
          ? // /ready asks for a certificate, and Loki never ends with its internal server, which asks for none.
            Probe.listens(grpc)
          : Probe.command(`${httpUrl("127.0.0.1", http)}/ready`),
        graceSeconds: 120,
      },
      { parent: this },
    );
    const evidence = args.secure
      ? hasHadTime(LIMITS_PERIOD_SECONDS)
      : hasRead({
          document: limits.document,
          periodSeconds: LIMITS_PERIOD_SECONDS,
          metrics: METRICS,
          ask: Probe.pageLines(`${httpUrl("127.0.0.1", endpoints.loki.http)}/metrics`, METRICS),
        });
    confirmed(
      `${name}-limits-loaded`,
      { context, files: limitsFiles, service: this.service, evidence },
      this,
    );
    this.registerOutputs();
  }
}

function check(image: string, file: string): ConfigCheck {
  return { image, command: [`-config.file=${file}`, "-verify-config"] };
}
