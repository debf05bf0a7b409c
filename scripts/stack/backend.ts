import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where a stack's state is kept, in words, and what Pulumi has to be told for it. */
export interface Backend {
  readonly description: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The user's own backend where there is one: PULUMI_BACKEND_URL, an access token, or a login. Else files
 * in the clone, encrypted with a passphrase made here.
 */
export function chooseBackend(root: string, environment: NodeJS.ProcessEnv): Backend {
  const url = environment["PULUMI_BACKEND_URL"];
  if (url) return { description: `${url} (PULUMI_BACKEND_URL)`, environment };
  if (environment["PULUMI_ACCESS_TOKEN"]) {
    return { description: "Pulumi Cloud (PULUMI_ACCESS_TOKEN)", environment };
  }
  const login = currentLogin(environment);
  if (login) return { description: `${login} (pulumi login)`, environment };
  return embedded(root, environment);
}

function currentLogin(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment["PULUMI_HOME"] ?? join(environment["HOME"] ?? homedir(), ".pulumi");
  const file = join(home, "credentials.json");
  if (!existsSync(file)) return undefined;
  const { current = "" } = JSON.parse(readFileSync(file, "utf8")) as { current?: string };
  return current === "" ? undefined : current;
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
    environment: {
      ...environment,
      PULUMI_BACKEND_URL: `file://${state}`,
      ...(own === undefined ? { PULUMI_CONFIG_PASSPHRASE_FILE: passphrase } : {}),
    },
  };
}
