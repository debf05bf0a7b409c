import * as pulumi from "@pulumi/pulumi";
import type { Setting } from "../settings/kinds";
import { wrongSettings } from "../problem";
import { readSettings } from "../settings/read";
import { schema, type PipelineSettings, type SettingName } from "../settings/schema";
import type { PipelineArgs } from "./pipeline-args";
import { secretProblem, settled, unknownProblem } from "./plain";

export interface ReadArgs {
  readonly settings: PipelineSettings;
  readonly dockerHost: string | undefined;
  readonly dockerCertPath: string | undefined;
}

/**
 * The settings that a program gave as arguments, checked like those of a stack's configuration.
 *
 * @throws UserError with every problem.
 */
export async function readArgs(args: PipelineArgs): Promise<ReadArgs> {
  const entries = await Promise.all(
    Object.entries(args).map(async ([key, value]) => [key, await settled(value)] as const),
  );
  const problems = entries.flatMap(([key, { unknown, secret }]) => [
    ...(unknown ? [unknownProblem(key)] : []),
    ...(secret && !isSecret(key) ? [secretProblem(key)] : []),
  ]);
  if (problems.length > 0) throw wrongSettings(problems);
  const given = entries.filter(([, { value }]) => value !== undefined && value !== null);
  const { dockerHost, dockerCertPath, ...settings } = Object.fromEntries(
    given.map(([key, { value }]) => [key, asConfigured(value)]),
  );
  return { settings: readSettings(settings), dockerHost, dockerCertPath };
}

/** The arguments as the component records them: a secret that was given in plain text is one all the same. */
export function withSecrets(args: PipelineArgs): PipelineArgs {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]: [string, unknown]) => [
      key,
      isSecret(key) && value !== undefined ? pulumi.secret(value) : value,
    ]),
  );
}

/** Text as Pulumi keeps it in a stack's configuration, which is what the checks read. */
function asConfigured(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isSecret(key: string): boolean {
  if (!Object.hasOwn(schema, key)) return false;
  const setting: Setting<unknown> = schema[key as SettingName];
  return setting.secret === true;
}
