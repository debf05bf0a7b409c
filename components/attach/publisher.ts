import type * as docker from "@pulumi/docker";
import { EXTENSION_LABEL, EXTENSION_NAME_LABEL, LOG_TAG } from "../settings/labels";
import { EXTENSIONS_OWNER, EXTENSIONS_PATH, extensionVolumes } from "../settings/extensions";
import { PUBLISHER_SCRIPT } from "./publisher-script";

const NEW = "/extension";
const SCRIPT = `${NEW}/publisher.sh`;
const MEMORY_MIB = 128;
/** A publisher that stops may have to wait for another one, which gives its lock up after a minute. */
export const WITHDRAWS_WITHIN_SECONDS = 75;

/** A stack as its publishers need it. */
export interface PublisherStack {
  readonly namePrefix: string;
  readonly extensionsVolume: string;
  readonly runsPrometheus: boolean;
  readonly runsGrafana: boolean;
  readonly image: string;
}

/**
 * What the containers of an extension have in common: the files, a program that puts them into the stack's
 * volume, and nothing else that could do harm. Not even a read-only root: Docker uploads into none. Its user
 * may write in /tmp only.
 */
export function publisherContainer(
  { extensionName, owner }: { readonly extensionName: string; readonly owner: string },
  stack: PublisherStack,
  files: Readonly<Record<string, string>>,
) {
  return {
    image: stack.image,
    entrypoints: ["sh", SCRIPT],
    user: `${EXTENSIONS_OWNER}:${EXTENSIONS_OWNER}`,
    envs: [`ID=${extensionName}`, `OWNER=${owner}`],
    labels: [
      { label: EXTENSION_LABEL, value: stack.namePrefix },
      { label: EXTENSION_NAME_LABEL, value: extensionName },
    ],
    uploads: [
      [SCRIPT, PUBLISHER_SCRIPT] as const,
      ...Object.entries(files).map(([path, text]) => [`${NEW}/${path}`, text] as const),
    ].map(([file, content]) => ({ file, content, permissions: "0644" })),
  };
}

/** The volume for extensions, which only the publisher writes, and what of the stack they are checked against. */
export function publisherVolumes(stack: PublisherStack) {
  const names = extensionVolumes(stack.namePrefix);
  const readOnly = true;
  const own = { volumeName: stack.extensionsVolume, containerPath: EXTENSIONS_PATH };
  const against = [
    ...(stack.runsPrometheus
      ? [{ volumeName: names.prometheusConfig, containerPath: "/config", readOnly }]
      : []),
    ...(stack.runsGrafana
      ? [{ volumeName: names.dashboards, containerPath: "/dashboards", readOnly }]
      : []),
  ];
  return {
    check: [{ ...own, readOnly }, ...against],
    publisher: [{ ...own, readOnly: false }, ...against],
  };
}

/** As the services of the stack: nothing that a container could misuse, and bounds for all it takes. */
export const CONFINED = {
  networkMode: "none",
  capabilities: { drops: ["ALL"], adds: [] },
  securityOpts: ["no-new-privileges:true"],
  memory: MEMORY_MIB,
  memorySwap: MEMORY_MIB,
  logDriver: "json-file",
  logOpts: { "max-size": "10m", "max-file": "3", tag: LOG_TAG },
} satisfies Partial<docker.ContainerArgs>;

/** Checked often: it reads one small file. */
export const HEALTH = {
  tests: ["CMD", "sh", SCRIPT, "healthy"],
  interval: "5s",
  timeout: "5s",
  retries: 12,
} satisfies docker.types.input.ContainerHealthcheck;
