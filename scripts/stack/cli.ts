import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CLI_RANGE } from "../../components/settings/cli-range";
import { satisfies } from "semver";
import { UserError } from "../../components/problem";

/** Far above a stack's exported state, which is more than Node's own limit of 1 MiB. */
const LONGEST_OUTPUT = 256 * 2 ** 20;

/** A Pulumi CLI and the environment it is started with. */
export interface Pulumi {
  readonly program: string;
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The CLI on the PATH where it is in the supported range, else the one that the npm package `pulumi`
 * finds in PULUMI_HOME or downloads.
 *
 * @throws UserError where there is neither.
 */
export function findPulumi(root: string, environment: NodeJS.ProcessEnv): Pulumi {
  const installer = join(root, "node_modules", ".bin", "pulumi");
  // npm puts the project's own programs in front of the PATH.
  const onPath = (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules") && !folder.includes("node-gyp-bin"))
    .map((folder) => join(folder, "pulumi"))
    .find((program) => existsSync(program));
  for (const program of [onPath, installer]) {
    const version = program === undefined ? undefined : versionOf(program, environment);
    if (program !== undefined && version !== undefined && supported(version)) {
      return { program, version, environment };
    }
    if (program === onPath && version !== undefined) {
      console.error(
        `pulumi ${version} on the PATH is outside ${CLI_RANGE}; using the project's own.`,
      );
    }
  }
  throw new UserError(
    `There is no Pulumi CLI ${CLI_RANGE} on the PATH, and the npm package "pulumi" could not bring one. ` +
      "Install it from your distribution or pulumi.com, or see docs/how-to/restricted-networks.md.",
  );
}

export interface Result {
  readonly status: number;
  readonly output: string;
}

/** Runs a Pulumi command whose output the user is to see. */
export function show(pulumi: Pulumi, root: string, words: readonly string[]): number {
  const { status } = spawnSync(pulumi.program, words, {
    cwd: root,
    env: pulumi.environment,
    stdio: "inherit",
  });
  return status ?? 1;
}

/** Runs a Pulumi command for its output; what it complains of is seen. */
export function ask(pulumi: Pulumi, root: string, words: readonly string[]): Result {
  const { status, stdout } = spawnSync(pulumi.program, words, {
    cwd: root,
    env: pulumi.environment,
    stdio: ["inherit", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: LONGEST_OUTPUT,
  });
  return { status: status ?? 1, output: stdout };
}

function versionOf(program: string, environment: NodeJS.ProcessEnv): string | undefined {
  const { status, stdout } = spawnSync(program, ["version"], {
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return status === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}

function supported(version: string): boolean {
  return satisfies(version, CLI_RANGE, { includePrerelease: true });
}
