import { images, mirrored, type ImageName } from "./images";
import type { PipelineSettings } from "./schema";

const LONGEST_NAME = 40;

/** Placeholders for the outputs of `backendStack`, for files that are rendered without reading that stack. */
const UNTOLD = { gatewayEndpoint: "gateway.example:4317", otlpAuth: "token" } as const;

/**
 * Replaces empty settings with values that are known only at this point: the name of the stack, the name of the engine,
 * the mirror of an image, and the published address of Grafana.
 */
export function resolveSettings(
  settings: PipelineSettings,
  at: {
    stack: string;
    engineName: string;
    /** Outputs of the stack that `backendStack` names. */
    backend?: Pick<PipelineSettings, "gatewayEndpoint" | "environment" | "otlpAuth"> | undefined;
  },
): PipelineSettings {
  return Object.freeze({
    ...settings,
    ...mirroredImages(settings),
    ...(settings.backendStack === "" ? {} : (at.backend ?? UNTOLD)),
    // A Swarm cannot mount the kernel log into a service.
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

/** URL of a published endpoint, as seen from the Docker host; empty if it is not published. */
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

/** Removes the characters that the setting does not allow: an engine can report any machine name. */
function hostNameOf(engineName: string): string {
  return engineName.replace(/[^\w.-]/g, "-").slice(0, 253);
}

/** Docker allows fewer characters in names than Pulumi does in stack names. */
function prefixOf(stack: string): string {
  const name = `observability-${stack.toLowerCase().replace(/[^a-z0-9_.-]/g, "-")}`;
  return name.slice(0, LONGEST_NAME);
}
