import { variables } from "../container";
import { ANY_CONTAINER, texts, type ContainerRule } from "../rule";

const NAMED =
  /(?:^|_)(?:passw(?:or)?d|passphrase|secret|token|api_?key|private_?key|credentials?)(?:_|$)/i;
/** Names a file, or says something about secrets without being one. */
const TELLS_WHERE = /_(?:file|path|dir|name|url|ttl|expiry|length)$/i;

export const secretsInEnvironment: ContainerRule<{ variables: readonly string[] }> = {
  name: "secrets-in-environment",
  description:
    "Secrets are files: a variable can be read with docker inspect, and by every program in the container.",
  enforcementLevel: "mandatory",
  options: {
    variables: texts("Names of variables that are no secrets although they sound like it."),
  },
  defaults: { variables: [] },
  holdsFor: ANY_CONTAINER,
  findings: (container, { variables: known }) =>
    variables(container)
      .filter(({ name }) => NAMED.test(name) && !TELLS_WHERE.test(name) && !known.includes(name))
      .filter(
        ({ value }) => value !== "" && !value.startsWith("/") && !value.startsWith("$__file{"),
      )
      // The value itself would stand in every preview and log.
      .map(({ name }) => ({
        found: `its variable ${name} holds a value that sounds like a secret`,
        allowed: `the path of a file, as in ${name}_FILE`,
        fix: "Give the secret in a file that only the program's user may read, or add the name to variables of this rule if it is none",
      })),
};
