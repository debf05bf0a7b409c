import { format } from "prettier";
import { defaults } from "../../components/settings/defaults";
import { schema, type SettingName } from "../../components/settings/schema";
import type { Setting } from "../../components/settings/kinds";

/** Settings whose values are objects of their own, with the interface that other languages get. */
const INTERFACES: Partial<Record<SettingName, string>> = {
  scrapeTargets: "ScrapeTarget[]",
  hosts: "PipelineHost[]",
};

const HEADER = `
// Made by \`npm run schema\` out of components/settings. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** A further job that Prometheus scrapes. */
export interface ScrapeTarget {
  /** Name of the job; each is named once. */
  job: string;
  /** Addresses in the form \`host:port\`, as seen from the stack's network. */
  targets: string[];
  /** Path of the metrics. Default: \`/metrics\`. */
  path?: string;
  /** \`http\` or \`https\`. Default: \`http\`. */
  scheme?: string;
  /** Labels that each of the job's series gets. */
  labels?: Record<string, string>;
}

/** A further Docker host of a pipeline. */
export interface PipelineHost {
  /** Its \`host.name\`; each is named once. */
  name: string;
  /** Address of its engine, as \`DOCKER_HOST\` has it. */
  docker: string;
  /** Folder of the client certificate for an engine behind TLS. */
  certPath?: string;
  /** The engine's socket there. Default: \`/var/run/docker.sock\`. */
  dockerSocket?: string;
}

/**
 * The settings of a pipeline, as plain values of simple types, because they are written into config files:
 * a preview shows the files as they will be. Those that take an Input are secrets.
 */
export interface PipelineArgs {
  /**
   * Docker engine that the pipeline is for, as \`DOCKER_HOST\` has it. Needed with a Docker provider of your own,
   * and then the same as its \`host\`. Default: the stack's \`docker:host\`, else \`DOCKER_HOST\`, the current
   * Docker context, or the default socket.
   */
  dockerHost?: string;
  /** Folder of the client certificate for \`dockerHost\`. Default: the stack's \`docker:certPath\`, else \`DOCKER_CERT_PATH\`. */
  dockerCertPath?: string;
`;

/** The text of components/plugin/pipeline-args.ts. */
export async function pipelineArgs(): Promise<string> {
  const names = Object.keys(schema) as SettingName[];
  const lines = names.map((name) => `${comment(name)}\n${name}?: ${typeOf(name)};`);
  return await format(`${HEADER}\n${lines.join("\n")}\n}\n`, {
    parser: "typescript",
    printWidth: 100,
  });
}

function comment(name: SettingName): string {
  const { description, form }: Setting<unknown> = schema[name];
  const value: unknown = defaults[name];
  const told = value === "" ? "" : ` Default: \`${shown(value, isSize(name))}\`.`;
  return `/** ${description} Must be ${form}.${told} */`.replaceAll("*/ ", "* / ");
}

function typeOf(name: SettingName): string {
  const { secret }: Setting<unknown> = schema[name];
  const type = INTERFACES[name] ?? simpleType(name, defaults[name]);
  return secret ? `pulumi.Input<${type}>` : type;
}

function simpleType(name: SettingName, value: unknown): string {
  if (isSize(name)) return "string";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "string[]";
  return "Record<string, string>";
}

/** A size is written with its unit. */
function isSize(name: SettingName): boolean {
  return (schema[name] as Setting<unknown>).unit === "bytes";
}

function shown(value: unknown, size: boolean): string {
  if (size) return `${Number(value) / 2 ** 20}MiB`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
