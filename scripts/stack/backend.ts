import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../../components/problem";

/** Where a stack's state is kept, in words, and what Pulumi has to be told for it. */
export interface Backend {
  readonly description: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The folder on this machine that holds the state, where one does. */
  readonly stateFolder?: string;
}

const FILES = "file://";

/**
 * The user's own backend where there is one: PULUMI_BACKEND_URL, an access token, or a login. Else files
 * in the clone, encrypted with a passphrase made here.
 */
export function chooseBackend(root: string, environment: NodeJS.ProcessEnv): Backend {
  const url = environment["PULUMI_BACKEND_URL"];
  if (url)
    return { description: `${url} (PULUMI_BACKEND_URL)`, environment, ...inFiles(root, url) };
  if (environment["PULUMI_ACCESS_TOKEN"]) {
    return { description: "Pulumi Cloud (PULUMI_ACCESS_TOKEN)", environment };
  }
  const login = currentLogin(environment);
  if (login)
    return { description: `${login} (pulumi login)`, environment, ...inFiles(root, login) };
  return embedded(root, environment);
}

function inFiles(root: string, url: string): { stateFolder?: string } {
  if (!url.startsWith(FILES)) return {};
  const path = url.slice(FILES.length).replace(/\?.*$/, "").replace(/^~/, homedir());
  return { stateFolder: resolve(root, path) };
}

function currentLogin(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment["PULUMI_HOME"] ?? join(environment["HOME"] ?? homedir(), ".pulumi");
  const file = join(home, "credentials.json");
  if (!existsSync(file)) return undefined;
  try {
    const { current = "" } = JSON.parse(readFileSync(file, "utf8")) as { current?: string };
    return current === "" ? undefined : current;
  } catch (error) {
    throw new UserError(
      `${file} is not valid JSON: ${(error as Error).message}. Fix it with: pulumi logout, or pulumi login`,
    );
  }
}

function embedded(root: string, environment: NodeJS.ProcessEnv): Backend {
  const folder = join(root, ".pulumi-local");
  const state = join(folder, "state");
  const passphrase = join(folder, "passphrase");
  mkdirSync(state, { recursive: true, mode: 0o700 });
  if (!existsSync(passphrase)) {
    writeFileSync(passphrase, `${randomBytes(32).toString("base64url")}\n`, {
      mode: 0o600,
      flag: "wx",
    });
  }
  const own =
    environment["PULUMI_CONFIG_PASSPHRASE"] ?? environment["PULUMI_CONFIG_PASSPHRASE_FILE"];
  return {
    description: `files in .pulumi-local/ (keep that folder: it holds the state and its passphrase)`,
    stateFolder: state,
    environment: {
      ...environment,
      PULUMI_BACKEND_URL: `${FILES}${state}`,
      ...(own === undefined ? { PULUMI_CONFIG_PASSPHRASE_FILE: passphrase } : {}),
    },
  };
}
