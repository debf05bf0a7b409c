import { variables } from "../container";
import { ANY_CONTAINER, texts, type ContainerRule } from "../rule";

const NAMED =
  /(?:^|_)(?:passw(?:or)?d|passphrase|secret|token|api_?key|private_?key|credentials?)(?:_|$)/i;
/** Names of variables with a path, or with a property of a secret. */
const TELLS_WHERE = /_(?:file|path|dir|name|url|ttl|expiry|length)$/i;

export const secretsInEnvironment: ContainerRule<{ variables: readonly string[] }> = {
  name: "secrets-in-environment",
  description:
    "Secrets are in files: variables are visible in docker inspect and to every process in the container.",
  enforcementLevel: "mandatory",
  options: {
    variables: texts("Names of variables that sound like secrets but are not."),
  },
  defaults: { variables: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { variables: known }) =>
    variables(container)
      .filter(({ name }) => NAMED.test(name) && !TELLS_WHERE.test(name) && !known.includes(name))
      .filter(
        ({ value }) => value !== "" && !value.startsWith("/") && !value.startsWith("$__file{"),
      )
      // The value itself would appear in every preview and log.
      .map(({ name }) => ({
        found: `its variable ${name} seems to contain a secret`,
        allowed: `the path of a file, as in ${name}_FILE`,
        fix: "Pass the secret in a file that only the program's user can read. If it is not a secret, add the name to variables, an option of this rule",
      })),
};
