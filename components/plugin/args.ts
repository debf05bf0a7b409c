import * as pulumi from "@pulumi/pulumi";
import { PreflightError } from "../preflight/preflight";
import type { Setting } from "../settings/kinds";
import { readSettings, SettingsError } from "../settings/read";
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
 * @throws SettingsError with every problem.
 */
export async function readArgs(args: PipelineArgs): Promise<ReadArgs> {
  const entries = await Promise.all(
    Object.entries(args).map(async ([key, value]) => [key, await settled(value)] as const),
  );
  const problems = entries.flatMap(([key, { unknown, secret }]) => [
    ...(unknown ? [unknownProblem(key)] : []),
    ...(secret && !isSecret(key) ? [secretProblem(key)] : []),
  ]);
  if (problems.length > 0) throw new SettingsError(problems);
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

/** The same errors, for a reader who gives arguments in a program and not the configuration of a stack. */
export function asArguments(error: unknown): unknown {
  const inProgram = (problem: string) =>
    problem.replaceAll(/ with: pulumi config set (\w+) <[^>]+>/g, " with the argument $1");
  if (error instanceof PreflightError) return new PreflightError(error.problems.map(inProgram));
  if (error instanceof SettingsError) {
    const mended = new SettingsError(error.problems);
    mended.message = error.message.replace(
      /All settings: .*$/,
      "All arguments have the names of the settings in docs/settings.md, besides dockerHost and dockerCertPath.",
    );
    return mended;
  }
  return error;
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
