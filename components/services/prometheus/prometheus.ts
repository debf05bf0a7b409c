import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles, secretFilesOf } from "../../platform/config-files";
import { waitForReload } from "../../platform/reload-check";
import { DataVolume } from "../../platform/data-volume";
import { wget } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { Mount, HealthCheckCommand, StackContext } from "../../platform/types";
import { tlsFiles } from "../../platform/tls-files";
import { parseDuration } from "../../render/units";
import { toYaml } from "../../render/yaml";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl, serviceUrl } from "../../settings/endpoints";
import { checkedAgainst } from "../../settings/extensions";
import { webFiles } from "../../settings/tls";
import { buildAlerts, type AlertsInput } from "./alerts";
import {
  buildPrometheusConfig,
  REMOTE_WRITE_PASSWORD,
  SECRETS_PATH,
  type PrometheusInput,
} from "./config";
import { hasReloaded, hasToldOfReload } from "./reload-check";
import { buildRules } from "./rules";

const CONFIG_PATH = "/config";
const DATA_PATH = "/prometheus";
/** TLS settings of the web server. Prometheus reads this file on each request. */
const WEB_CONFIG = `${CONFIG_PATH}/web.yml`;
/** HTTP client configuration of the health check. */
const PROBE_CONFIG = `${CONFIG_PATH}/probe.yml`;

/** Input for Prometheus' files. */
export interface PrometheusFilesInput extends Omit<PrometheusInput, "ruleFiles"> {
  readonly alerts: AlertsInput;
}

export interface PrometheusArgs extends PrometheusFilesInput {
  readonly context: StackContext;
  /** Volume with the extensions that other projects add to the stack. */
  readonly extensions: Mount;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host. 0: not published. */
  readonly port: number;
  /** URL for links in alerts. Empty if Prometheus is not published. */
  readonly externalUrl: string;
  /** Password or bearer token for the remote-write store. Empty: none. */
  readonly remoteWritePassword: string;
}

/**
 * Returns the files that Prometheus watches. Their paths never change, so Prometheus keeps running when their content
 * changes.
 */
export function prometheusFiles(input: PrometheusFilesInput): Record<string, string> {
  const rules = {
    [`${CONFIG_PATH}/rules.yml`]: buildRules({
      scrapeIntervalSeconds: parseDuration(input.scrapeInterval) ?? 0,
      historySeconds: parseDuration(input.history) ?? 0,
    }),
    [`${CONFIG_PATH}/alerts.yml`]: buildAlerts(input.alerts),
  };
  const used = Object.entries(rules).filter(([, { groups }]) => groups.length > 0);
  const config = buildPrometheusConfig({ ...input, ruleFiles: used.map(([path]) => path) });
  return {
    ...Object.fromEntries(used.map(([path, file]) => [path, toYaml(file)])),
    [`${CONFIG_PATH}/prometheus.yml`]: toYaml(config),
    ...webFiles(input.tls, { web: WEB_CONFIG, probe: PROBE_CONFIG }),
  };
}

/**
 * Prometheus: stores metrics for `retention` or up to a size, and evaluates the rules.
 *
 * It scrapes the stack, and receives OTLP from the Collector and remote write from Tempo. It applies changes to its
 * configuration, rules or retention within seconds, without a restart.
 */
export class Prometheus extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: PrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Prometheus", name, {}, opts);
    const { context } = args;

    const onlyFor = dataOwners.prometheus;
    const tls = tlsFiles(
      name,
      { context, service: "prometheus", onlyFor, isClient: true },
      { parent: this },
    );
    const secrets = passwordFiles(name, args, { parent: this });
    const config = new ConfigFiles(
      `${name}-config`,
      {
        context,
        purpose: checkedAgainst.prometheusConfig,
        files: prometheusFiles(args),
        mountPath: CONFIG_PATH,
        check: {
          image: args.image,
          entrypoint: ["promtool"],
          command: ["check", "config", `${CONFIG_PATH}/prometheus.yml`],
          files: secretFilesOf([...tls, ...secrets]),
          others: args.extensions,
        },
      },
      { parent: this },
    );
    const service = "prometheus";
    const data = new DataVolume(`${name}-data`, { context, service }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service,
        alias: endpoints.prometheus.host,
        image: args.image,
        command: flags(args),
        memoryMiB: args.memoryMiB,
        ports: [{ internal: endpoints.prometheus.http, external: args.port }],
        files: [config, ...tls, ...secrets],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        shared: [args.extensions],
        hostGateway: true,
        probe: probe(args.tls !== undefined),
        graceSeconds: 120,
      },
      { parent: this },
    );
    const reloadCheck = args.tls === undefined ? hasReloaded : hasToldOfReload;
    waitForReload(
      `${name}-config-loaded`,
      { context, files: config, service: this.service, reloadCheck },
      this,
    );
    this.registerOutputs();
  }
}

function flags({ externalUrl, tls }: PrometheusArgs): string[] {
  return [
    `--config.file=${CONFIG_PATH}/prometheus.yml`,
    "--config.auto-reload",
    "--config.auto-reload-interval=5s",
    // By default, Prometheus waits five seconds after its start, and after each reload, before it scrapes the first
    // target.
    "--scrape.discovery-reload-interval=1s",
    `--storage.tsdb.path=${DATA_PATH}`,
    "--web.enable-otlp-receiver",
    "--web.enable-remote-write-receiver",
    "--enable-feature=exemplar-storage",
    ...(externalUrl === "" ? [] : [`--web.external-url=${externalUrl}`]),
    ...(tls === undefined ? [] : [`--web.config.file=${WEB_CONFIG}`]),
  ];
}

/**
 * Creates the file with the remote-write password. Prometheus reads it again for each request, so a change replaces
 * nothing else.
 */
function passwordFiles(
  name: string,
  { context, remoteWrite, remoteWritePassword }: PrometheusArgs,
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  if (remoteWrite?.showsPassword !== true) return [];
  return [
    new ConfigFiles(
      `${name}-secrets`,
      {
        context,
        purpose: "prometheus-secrets",
        files: { [REMOTE_WRITE_PASSWORD]: pulumi.secret(remoteWritePassword) },
        mountPath: SECRETS_PATH,
        onlyFor: dataOwners.prometheus,
      },
      opts,
    ),
  ];
}

/**
 * Health check. With TLS, Prometheus requires a client certificate, and only the image's `promtool` can present one.
 */
function probe(secure: boolean): HealthCheckCommand {
  const { http } = endpoints.prometheus;
  if (!secure) return wget(`${httpUrl("127.0.0.1", http)}/-/ready`);
  const url = serviceUrl(true, "localhost", http);
  return [
    "CMD",
    "promtool",
    "check",
    "ready",
    `--url=${url}`,
    `--http.config.file=${PROBE_CONFIG}`,
  ];
}
