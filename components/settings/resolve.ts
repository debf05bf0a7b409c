import { images, mirrored, type ImageName } from "./images";
import type { PipelineSettings } from "./schema";

const LONGEST_NAME = 40;

/** Where nobody asks the stack that `backendStack` names: when files are rendered from the settings alone. */
const UNTOLD = { gatewayEndpoint: "gateway.example:4317", otlpAuth: "token" } as const;

/**
 * The settings with every empty text resolved that stands for something known only now: the stack's
 * name, the engine's name, the mirror of an image, Grafana's published address.
 */
export function resolveSettings(
  settings: PipelineSettings,
  at: {
    stack: string;
    engineName: string;
    /** What the stack that `backendStack` names has told. */
    backend?: Pick<PipelineSettings, "gatewayEndpoint" | "environment" | "otlpAuth"> | undefined;
  },
): PipelineSettings {
  return Object.freeze({
    ...settings,
    ...mirroredImages(settings),
    ...(settings.backendStack === "" ? {} : (at.backend ?? UNTOLD)),
    // A Swarm gives no service the kernel's log.
    ...(settings.swarm ? { oomEvents: false } : {}),
    environment: settings.environment || (at.backend?.environment ?? at.stack),
    namePrefix: settings.namePrefix || prefixOf(at.stack),
    hostName: settings.hostName || hostNameOf(at.engineName),
    grafanaUrl: settings.grafanaUrl || ownGrafana(settings),
  });
}

function ownGrafana(settings: PipelineSettings): string {
  return settings.services.includes("grafana") ? publishedUrl(settings, settings.grafanaPort) : "";
}

/** Where an endpoint published on the Docker host is reached, seen from that host; empty where it is not published. */
export function publishedUrl(
  { bindAddress, tls }: Pick<PipelineSettings, "bindAddress" | "tls">,
  port: number,
): string {
  const scheme = tls === "off" ? "http" : "https";
  return port === 0 ? "" : `${scheme}://${publishedAddress(bindAddress, port)}`;
}

export function publishedAddress(bindAddress: string, port: number): string {
  const host = ["0.0.0.0", "::"].includes(bindAddress) ? "localhost" : bindAddress;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function mirroredImages(settings: PipelineSettings) {
  const names = Object.keys(images) as ImageName[];
  return Object.fromEntries(
    names.map((name) => {
      const chosen = settings[`${name}Image`];
      const isOwn = chosen !== images[name];
      return [`${name}Image`, isOwn ? chosen : mirrored(chosen, settings.imageRegistry)];
    }),
  ) as Record<`${ImageName}Image`, string>;
}

/** As the setting has to be: what an engine reports is whatever somebody has called the machine. */
function hostNameOf(engineName: string): string {
  return engineName.replace(/[^\w.-]/g, "-").slice(0, 253);
}

/** Docker's names are narrower than Pulumi's stack names. */
function prefixOf(stack: string): string {
  const name = `observability-${stack.toLowerCase().replace(/[^a-z0-9_.-]/g, "-")}`;
  return name.slice(0, LONGEST_NAME);
}
