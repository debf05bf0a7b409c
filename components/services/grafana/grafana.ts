import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ConfigFiles } from "../../platform/config-files";
import { waitForReload } from "../../platform/reload-check";
import { DataVolume } from "../../platform/data-volume";
import { wget, wgetUnverified } from "../../platform/health-check";
import { Service } from "../../platform/service";
import type { HealthCheckCommand, Mount, StackContext } from "../../platform/types";
import { tlsFiles } from "../../platform/tls-files";
import { dataOwners } from "../../settings/data-owners";
import { endpoints, httpUrl, serviceUrl } from "../../settings/endpoints";
import { checkedAgainst } from "../../settings/extensions";
import { tlsPaths } from "../../settings/tls";
import { tellNewPassword } from "./admin-password";
import { shows } from "./reload-check";
import {
  DASHBOARDS_PATH,
  grafanaFiles,
  HOME_PATH,
  PROVISIONING_PATH,
  type GrafanaInput,
} from "./files";

const SECRETS_PATH = "/secrets";
const ADMIN_PASSWORD = `${SECRETS_PATH}/admin-password`;
const SECRET_KEY = `${SECRETS_PATH}/secret-key`;
const DATA_PATH = "/var/lib/grafana";
/** User of Grafana's image. */
const GRAFANA_USER = dataOwners.grafana;

export interface GrafanaArgs extends GrafanaInput {
  readonly context: StackContext;
  /** Volume with the extensions that other projects add to the stack. */
  readonly extensions: Mount;
  readonly image: string;
  readonly memoryMiB: number;
  /** Port of the Docker host. 0: not published. */
  readonly port: number;
  /** URL for links. Empty if Grafana is not published. */
  readonly url: string;
  readonly adminUser: string;
  /**
   * Plugins that Grafana installs when it starts, in its own format: `id@version@url`. Version and URL are optional.
   */
  readonly plugins: readonly string[];
  /** A different number generates a new password. */
  readonly secretsGeneration: number;
}

/**
 * Grafana: shows the data in the stores, with links between them.
 *
 * Its data sources and dashboards come from files. Dashboards that users add are stored on its volume. A changed
 * dashboard appears within seconds; a changed data source replaces the container.
 */
export class Grafana extends pulumi.ComponentResource {
  readonly service: Service;
  /** The administrator's generated password. Secret. */
  readonly adminPassword: pulumi.Output<string>;

  constructor(name: string, args: GrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:index:Grafana", name, {}, opts);
    const { context } = args;
    const rendered = grafanaFiles(args);

    this.adminPassword = randomText(`${name}-admin-password`, this, args.secretsGeneration);
    const files = configFiles(name, context, rendered, this);
    const service = "grafana";
    const onlyFor = GRAFANA_USER;
    const tls = tlsFiles(name, { context, service, onlyFor, isClient: true }, { parent: this });
    const data = new DataVolume(`${name}-data`, { context, service }, { parent: this });

    this.service = new Service(
      `${name}-service`,
      {
        context,
        service,
        alias: endpoints.grafana.host,
        image: args.image,
        user: `${GRAFANA_USER}:0`,
        environment: environment(args, rendered.provisioning.path),
        memoryMiB: args.memoryMiB,
        ports: [{ internal: endpoints.grafana.http, external: args.port }],
        files: [files.provisioning, files.dashboards, files.secrets, ...tls],
        replacedWith: tls,
        data: { volumeName: data.volumeName, containerPath: DATA_PATH, readOnly: false },
        shared: [args.extensions],
        tmpfs: ["/tmp"],
        hostGateway: true,
        probe: probe(context.tls !== undefined),
        graceSeconds: 30,
      },
      { parent: this },
    );
    const { client, namePrefix } = context;
    const container = `${namePrefix}-${service}`;
    const generation = args.secretsGeneration;
    tellNewPassword(
      `${name}-new-admin-password`,
      { client, container, file: ADMIN_PASSWORD, generation },
      { parent: this, dependsOn: [this.service.deployed, ...files.secrets.populators] },
    );
    // The check uses a tool in Grafana's image that does not support TLS.
    if (context.tls === undefined) {
      waitForReload(
        `${name}-dashboards-loaded`,
        {
          context,
          files: files.dashboards,
          service: this.service,
          reloadCheck: shows(rendered.dashboards),
        },
        this,
      );
    }
    this.registerOutputs({ adminPassword: this.adminPassword });
  }
}

/**
 * Creates volumes with files that Grafana reloads periodically (`dashboards`), that only Grafana can read (`secrets`),
 * and that it reads when it starts (`provisioning`).
 */
function configFiles(
  name: string,
  context: StackContext,
  { provisioning, dashboards }: ReturnType<typeof grafanaFiles>,
  parent: Grafana,
) {
  const secretKey = randomText(`${name}-secret-key`, parent);
  return {
    dashboards: new ConfigFiles(
      `${name}-dashboards`,
      {
        context,
        purpose: checkedAgainst.dashboards,
        files: dashboards,
        mountPath: DASHBOARDS_PATH,
      },
      { parent },
    ),
    secrets: new ConfigFiles(
      `${name}-secrets`,
      {
        context,
        purpose: "grafana-secrets",
        files: { [ADMIN_PASSWORD]: parent.adminPassword, [SECRET_KEY]: secretKey },
        mountPath: SECRETS_PATH,
        onlyFor: GRAFANA_USER,
      },
      { parent },
    ),
    provisioning: new ConfigFiles(
      `${name}-provisioning`,
      {
        context,
        purpose: "grafana-provisioning",
        files: provisioning.files,
        mountPath: PROVISIONING_PATH,
      },
      { parent },
    ),
  };
}

function environment({ context, adminUser, url, plugins }: GrafanaArgs, provisioningPath: string) {
  return {
    GF_PATHS_PROVISIONING: provisioningPath,
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: HOME_PATH,
    GF_SECURITY_ADMIN_USER: adminUser,
    GF_SECURITY_ADMIN_PASSWORD__FILE: ADMIN_PASSWORD,
    GF_SECURITY_SECRET_KEY__FILE: SECRET_KEY,
    ...(url === "" ? {} : { GF_SERVER_ROOT_URL: `${url}/` }),
    ...(context.tls === undefined ? {} : HTTPS),
    ...CLOSED,
    ...OFFLINE,
    ...(plugins.length === 0 ? NO_PLUGINS : preinstalled(plugins)),
  };
}

function probe(secure: boolean): HealthCheckCommand {
  const { http } = endpoints.grafana;
  return secure
    ? wgetUnverified(`${serviceUrl(true, "127.0.0.1", http)}/api/health`)
    : wget(`${httpUrl("127.0.0.1", http)}/api/health`);
}

/** Allows only users that the administrator created. */
const CLOSED = {
  GF_AUTH_ANONYMOUS_ENABLED: "false",
  GF_USERS_ALLOW_SIGN_UP: "false",
  GF_SECURITY_DISABLE_GRAVATAR: "true",
  GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
  GF_LOG_MODE: "console",
};

/** Users log in with a password, not with a certificate. */
const HTTPS = {
  GF_SERVER_PROTOCOL: "https",
  GF_SERVER_CERT_FILE: tlsPaths.serverCertificate,
  GF_SERVER_CERT_KEY: tlsPaths.serverKey,
};

/** Prevents requests to outside addresses: no reports, no news, no updates. */
const OFFLINE = {
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: "false",
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: "true",
  GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
};

const NO_PLUGINS = { GF_PLUGINS_PREINSTALL_DISABLED: "true" };

/** Apps that Grafana adds to any list of plugins to preinstall. */
const GRAFANAS_CHOICE = [
  "grafana-exploretraces-app",
  "grafana-lokiexplore-app",
  "grafana-metricsdrilldown-app",
  "grafana-pyroscope-app",
];

/** Installs only these plugins, in these versions. If a download fails, Grafana starts without the plugin. */
function preinstalled(plugins: readonly string[]) {
  const ids = plugins.map((plugin) => plugin.split("@")[0]);
  return {
    GF_PLUGINS_PREINSTALL: plugins.join(","),
    GF_PLUGINS_PREINSTALL_AUTO_UPDATE: "false",
    GF_PLUGINS_DISABLE_PLUGINS: GRAFANAS_CHOICE.filter((id) => !ids.includes(id)).join(","),
  };
}

function randomText(name: string, parent: pulumi.Resource, generation = 1): pulumi.Output<string> {
  // Only letters and digits: users type it by hand and use it in URLs.
  const { result } = new random.RandomPassword(
    name,
    {
      length: 32,
      special: false,
      // The first generation has no keepers, so that stacks from before this setting keep their password.
      ...(generation === 1 ? {} : { keepers: { generation: String(generation) } }),
    },
    { parent },
  );
  return pulumi.secret(result);
}
