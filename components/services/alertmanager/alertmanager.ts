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
/** Beside the configuration, in which its path is relative. */
const TEMPLATES = "messages.tmpl";
/** Alertmanager reads it with each request. */
const WEB_CONFIG = "web.yml";
/** How the health check asks. */
const PROBE_CONFIG = "probe.yml";
/** User of Alertmanager's image. */
const ALERTMANAGER_USER = dataOwners.alertmanager;

/** What Alertmanager's files are made of. */
export interface AlertmanagerFilesInput extends AlertmanagerInput {
  /** Undefined where it speaks plain HTTP. */
  readonly tls: Tls | undefined;
}

export interface AlertmanagerArgs extends AlertmanagerFilesInput {
  readonly context: StackContext;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host; 0 publishes nothing. */
  readonly port: number;
  /** URL by which people reach it, for links in messages; empty where it is not published. */
  readonly externalUrl: string;
  /** Addresses and passwords of the receivers, empty where there is none. */
  readonly secrets: Readonly<Record<keyof typeof SECRET_FILES, string>>;
}

/** Alertmanager's files, in a directory named after their content: it reads them at its start only. */
export function alertmanagerFiles(input: AlertmanagerFilesInput): { path: string; files: Files } {
  const config = buildAlertmanagerConfig(input, { secrets: SECRETS_PATH, templates: TEMPLATES });
  return hashedDirectory(CONFIG_PATH, {
    "alertmanager.yml": toYaml(config),
    [TEMPLATES]: messageTemplates(),
    ...webFiles(input.tls, { web: WEB_CONFIG, probe: PROBE_CONFIG }),
  });
}

/**
 * Alertmanager: groups the alerts of Prometheus, leaves out what follows from something worse, and tells people.
 *
 * Silences, and what was sent already, are on its volume. A changed secret is read with the next message; any other
 * change replaces the container.
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
        // Receivers on the Docker host.
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
    // It runs alone: no gossip, for which it would look for a private address.
    "--cluster.listen-address=",
    "--log.format=json",
    ...(externalUrl === "" ? [] : [`--web.external-url=${externalUrl}`]),
    ...(tls === undefined ? [] : [`--web.config.file=${folder}/${WEB_CONFIG}`]),
  ];
}

/** A file for each receiver's secret, for Alertmanager alone; none if there are no secrets. */
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

/** With TLS it asks for a certificate, which only `amtool` of what the image brings can show. */
function probe(clientConfig: string | undefined): HealthCheckCommand {
  const { http } = endpoints.alertmanager;
  if (clientConfig === undefined) return wget(`${httpUrl("127.0.0.1", http)}/-/ready`);
  const url = serviceUrl(true, "localhost", http);
  const options = [`--alertmanager.url=${url}`, `--http.config.file=${clientConfig}`];
  return ["CMD", "amtool", ...options, "silence", "query", "--quiet"];
}
