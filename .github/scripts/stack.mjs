// What the workflows' scripts that ask a stack have in common.
import { appendFileSync } from "node:fs";

/** The name of a stack, from the command line. It goes into file names and onto command lines. */
export function stackName(name) {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name ?? "")) {
    throw new Error(
      `"${name ?? ""}" is no name of an environment: small letters, digits and dashes, such as staging.`,
    );
  }
  return name;
}

/** A state that is kept in the clone would be gone with the next checkout, and the stack with nobody to know it. */
export function requireBackend(environment = process.env) {
  if (environment.PULUMI_BACKEND_URL || environment.PULUMI_ACCESS_TOKEN) return;
  throw new Error(
    "There is no place for the stack's state: neither the variable PULUMI_BACKEND_URL nor the secret PULUMI_ACCESS_TOKEN is set " +
      "in this job's GitHub environment. docs/how-to/previews.md says how to set them.",
  );
}

/** Adds to the summary on the run's page, where there is one. */
export function summarise(markdown) {
  if (process.env.GITHUB_STEP_SUMMARY) {
    appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${markdown}\n`);
  }
}

/** One line on the run's page, whatever its text is. */
export function complain(text) {
  const line = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  console.error(`::error::${line}`);
}

/** Runs a script's work. Its result is the exit status; an error is one sentence in the log and on the run's page. */
export function main(work) {
  work().then(
    (status) => {
      process.exitCode = status ?? 0;
    },
    (error) => {
      complain(String(error.message));
      process.exitCode = 1;
    },
  );
}
