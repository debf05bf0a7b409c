import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ConfigFiles } from "../../platform/config-files";
import { waitForReload } from "../../platform/reload-check";
import { DataVolume } from "../../platform/data-volume";
import { wget, wgetUnverified } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { Mount, StackContext } from "../../platform/types";
import { tlsFiles } from "../../platform/tls-files";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl, serviceUrl } from "../../settings/endpoints";
import { checkedAgainst } from "../../settings/extensions";
import { tlsPaths } from "../../settings/tls";
import { tellNewPassword } from "./admin-password";
import { shows } from "./reload-check";
import { DASHBOARDS_PATH, grafanaFiles, PROVISIONING_PATH, type GrafanaInput } from "./files";

const SECRETS_PATH = "/secrets";
const DATA_PATH = "/var/lib/grafana";
/** User of Grafana's image. */
const GRAFANA_USER = dataOwners.grafana;

export interface GrafanaArgs extends GrafanaInput {
  readonly context: StackContext;
  /** What other projects add to the stack. */
  readonly extensions: Mount;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host; 0 publishes nothing. */
  readonly port: number;
  /** URL by which people reach it, for links; empty where it is not published. */
  readonly url: string;
  readonly adminUser: string;
  /** Another number makes another password. */
  readonly secretsGeneration: number;
}

/**
 * Grafana: shows what the stores hold, with the links between them.
 *
 * Its data sources and dashboards come from files; what people add stays on its volume. A changed
 * dashboard shows within seconds, a changed data source replaces the container.
 */
export class Grafana extends pulumi.ComponentResource {
  readonly service: Service;
  /** The administrator's password, made at random. Secret. */
  readonly adminPassword: pulumi.Output<string>;

  constructor(name: string, args: GrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Grafana", name, {}, opts);
    const { context } = args;
    const { provisioning, dashboards } = grafanaFiles(args);

    this.adminPassword = randomText(`${name}-admin-password`, this, args.secretsGeneration);
    const secretKey = randomText(`${name}-secret-key`, this);
    const secret = (purpose: string) => `${SECRETS_PATH}/${purpose}`;

    const dashboardFiles = new ConfigFiles(
      `${name}-dashboards`,
      {
        context,
        purpose: checkedAgainst.dashboards,
        files: dashboards,
        mountPath: DASHBOARDS_PATH,
      },
      { parent: this },
    );
    const secrets = new ConfigFiles(
      `${name}-secrets`,
      {
        context,
        purpose: "grafana-secrets",
        files: {
          [secret("admin-password")]: this.adminPassword,
          [secret("secret-key")]: secretKey,
        },
        mountPath: SECRETS_PATH,
        onlyFor: GRAFANA_USER,
      },
      { parent: this },
    );
    const files = [
      new ConfigFiles(
        `${name}-provisioning`,
        {
          context,
          purpose: "grafana-provisioning",
          files: provisioning.files,
          mountPath: PROVISIONING_PATH,
        },
        { parent: this },
      ),
      dashboardFiles,
      secrets,
    ];
    const tls = tlsFiles(
      name,
      { context, service: "grafana", onlyFor: GRAFANA_USER, isClient: true },
      { parent: this },
    );
    const data = new DataVolume(`${name}-data`, { context, service: "grafana" }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service: "grafana",
        alias: endpoints.grafana.host,
        image: args.image,
        user: `${GRAFANA_USER}:0`,
        environment: {
          GF_PATHS_PROVISIONING: provisioning.path,
          GF_SECURITY_ADMIN_USER: args.adminUser,
          GF_SECURITY_ADMIN_PASSWORD__FILE: secret("admin-password"),
          GF_SECURITY_SECRET_KEY__FILE: secret("secret-key"),
          ...(args.url === "" ? {} : { GF_SERVER_ROOT_URL: `${args.url}/` }),
          ...(context.tls === undefined ? {} : HTTPS),
          ...CLOSED,
          ...OFFLINE,
        },
        memoryMiB: args.memoryMiB,
        ports: [{ internal: endpoints.grafana.http, external: args.port }],
        files: [...files, ...tls],
        replacedWith: tls,
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        shared: [args.extensions],
        tmpfs: ["/tmp"],
        hostGateway: true,
        probe:
          context.tls === undefined
            ? wget(`${httpUrl("127.0.0.1", endpoints.grafana.http)}/api/health`)
            : wgetUnverified(`${serviceUrl(true, "127.0.0.1", endpoints.grafana.http)}/api/health`),
        graceSeconds: 30,
      },
      { parent: this },
    );
    tellNewPassword(
      `${name}-new-admin-password`,
      {
        client: context.client,
        container: `${context.namePrefix}-grafana`,
        file: secret("admin-password"),
        generation: args.secretsGeneration,
      },
      { parent: this, dependsOn: [this.service.deployed, ...secrets.populators] },
    );
    // It is asked with what its image has, which speaks no TLS.
    if (context.tls === undefined) {
      waitForReload(
        `${name}-dashboards-loaded`,
        { context, files: dashboardFiles, service: this.service, reloadCheck: shows(dashboards) },
        this,
      );
    }
    this.registerOutputs({ adminPassword: this.adminPassword });
  }
}

/** Nobody gets in without a login that the administrator gave. */
const CLOSED = {
  GF_AUTH_ANONYMOUS_ENABLED: "false",
  GF_USERS_ALLOW_SIGN_UP: "false",
  GF_SECURITY_DISABLE_GRAVATAR: "true",
  GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
  GF_LOG_MODE: "console",
};

/** People log in with a password, not with a certificate. */
const HTTPS = {
  GF_SERVER_PROTOCOL: "https",
  GF_SERVER_CERT_FILE: tlsPaths.serverCertificate,
  GF_SERVER_CERT_KEY: tlsPaths.serverKey,
};

/** Grafana asks no outside address: no reports, no news, no updates, no plugins. */
const OFFLINE = {
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: "false",
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
  GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: "true",
  GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
};

function randomText(name: string, parent: pulumi.Resource, generation = 1): pulumi.Output<string> {
  // Letters and digits only: it is typed by hand and stands in URLs.
  const { result } = new random.RandomPassword(
    name,
    {
      length: 32,
      special: false,
      // The first has none, so that stacks from before there were generations keep theirs.
      ...(generation === 1 ? {} : { keepers: { generation: String(generation) } }),
    },
    { parent },
  );
  return pulumi.secret(result);
}
