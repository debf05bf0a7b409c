import * as pulumi from "@pulumi/pulumi";
import { ConfigFiles, secretFilesOf } from "../../platform/config-files";
import { DataVolume } from "../../platform/data-volume";
import { wget } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { HealthCheckCommand, StackContext } from "../../platform/types";
import { tlsFiles } from "../../platform/tls-files";
import { hashedDirectory, type Files } from "../../render/content-hash";
import { toYaml } from "../../render/yaml";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl, serviceUrl } from "../../settings/endpoints";
import { webFiles, type Tls } from "../../settings/tls";
import { buildAlertmanagerConfig, SECRET_FILES, type AlertmanagerInput } from "./config";
import { messageTemplates } from "./messages";

const CONFIG_PATH = "/config";
const SECRETS_PATH = "/secrets";
const DATA_PATH = "/alertmanager";
/** In the directory of the configuration, which refers to it by a relative path. */
const TEMPLATES = "messages.tmpl";
/** TLS settings of the web server. Alertmanager reads this file on each request. */
const WEB_CONFIG = "web.yml";
/** HTTP client configuration of the health check. */
const PROBE_CONFIG = "probe.yml";
/** User of Alertmanager's image. */
const ALERTMANAGER_USER = dataOwners.alertmanager;

/** Input for Alertmanager's files. */
export interface AlertmanagerFilesInput extends AlertmanagerInput {
  /** Undefined: plain HTTP. */
  readonly tls: Tls | undefined;
}

export interface AlertmanagerArgs extends AlertmanagerFilesInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host. 0: not published. */
  readonly port: number;
  /** URL for links in notifications. Empty if Alertmanager is not published. */
  readonly externalUrl: string;
  /** URLs and passwords of the receivers. Empty: not set. */
  readonly secrets: Readonly<Record<keyof typeof SECRET_FILES, string>>;
}

/** Returns Alertmanager's files in a content-hashed directory: Alertmanager reads them only when it starts. */
export function alertmanagerFiles(input: AlertmanagerFilesInput): { path: string; files: Files } {
  const config = buildAlertmanagerConfig(input, { secrets: SECRETS_PATH, templates: TEMPLATES });
  return hashedDirectory(CONFIG_PATH, {
    "alertmanager.yml": toYaml(config),
    [TEMPLATES]: messageTemplates(),
    ...webFiles(input.tls, { web: WEB_CONFIG, probe: PROBE_CONFIG }),
  });
}

/**
 * Alertmanager: groups the alerts from Prometheus, drops alerts that a more severe one implies, and sends
 * notifications.
 *
 * Its volume holds the silences and the log of sent notifications. Alertmanager reads a changed secret when it sends
 * the next notification. Any other change replaces the container.
 */
export class Alertmanager extends pulumi.ComponentResource {
  readonly service: Service;

  constructor(name: string, args: AlertmanagerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Alertmanager", name, {}, opts);
    const { context } = args;
    const config = alertmanagerFiles(args);

    const tls = tlsFiles(
      name,
      { context, service: "alertmanager", onlyFor: ALERTMANAGER_USER, isClient: true },
      { parent: this },
    );
    const files = new ConfigFiles(
      `${name}-config`,
      {
        context,
        purpose: "alertmanager-config",
        files: config.files,
        mountPath: CONFIG_PATH,
        check: {
          image: args.image,
          entrypoint: ["amtool"],
          command: ["check-config", `${config.path}/alertmanager.yml`],
          files: secretFilesOf(tls),
        },
      },
      { parent: this },
    );
    const secrets = secretsFiles(`${name}-secrets`, args, { parent: this });
    const service = "alertmanager";
    const data = new DataVolume(`${name}-data`, { context, service }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service,
        alias: endpoints.alertmanager.host,
        image: args.image,
        command: flags(args, config.path),
        user: `${ALERTMANAGER_USER}:${ALERTMANAGER_USER}`,
        memoryMiB: args.memoryMiB,
        ports: [{ internal: endpoints.alertmanager.http, external: args.port }],
        files: [files, ...secrets, ...tls],
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        // For receivers on the Docker host.
        hostGateway: true,
        probe: probe(args.tls === undefined ? undefined : `${config.path}/${PROBE_CONFIG}`),
        graceSeconds: 30,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}

function flags({ externalUrl, tls }: AlertmanagerArgs, folder: string): string[] {
  return [
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${DATA_PATH}`,
    // A single instance needs no gossip, which would require a private address.
    "--cluster.listen-address=",
    "--log.format=json",
    ...(externalUrl === "" ? [] : [`--web.external-url=${externalUrl}`]),
    ...(tls === undefined ? [] : [`--web.config.file=${folder}/${WEB_CONFIG}`]),
  ];
}

/**
 * Creates a volume with one file for each secret, readable only by Alertmanager. Returns nothing if there are no
 * secrets.
 */
function secretsFiles(
  name: string,
  { context, secrets }: AlertmanagerArgs,
  opts: pulumi.ComponentResourceOptions,
): ConfigFiles[] {
  const files = Object.entries(SECRET_FILES)
    .map(([secret, file]) => [file, secrets[secret as keyof typeof SECRET_FILES]] as const)
    .filter(([, value]) => value !== "")
    .map(([file, value]) => [`${SECRETS_PATH}/${file}`, pulumi.secret(value)] as const);
  if (files.length === 0) return [];
  return [
    new ConfigFiles(
      name,
      {
        context,
        purpose: "alertmanager-secrets",
        files: Object.fromEntries(files),
        mountPath: SECRETS_PATH,
        onlyFor: ALERTMANAGER_USER,
      },
      opts,
    ),
  ];
}

/**
 * Health check. With TLS, Alertmanager requires a client certificate, and only the image's `amtool` can present one.
 */
function probe(clientConfig: string | undefined): HealthCheckCommand {
  const { http } = endpoints.alertmanager;
  if (clientConfig === undefined) return wget(`${httpUrl("127.0.0.1", http)}/-/ready`);
  const url = serviceUrl(true, "localhost", http);
  const options = [`--alertmanager.url=${url}`, `--http.config.file=${clientConfig}`];
  return ["CMD", "amtool", ...options, "silence", "query", "--quiet"];
}
