import { variables } from "../container";
import { ANY_CONTAINER, texts, type ContainerRule } from "../rule";

/** Passwords that scanners try first. */
const KNOWN = [
  "admin",
  "password",
  "passw0rd",
  "changeme",
  "secret",
  "root",
  "test",
  "123456",
  "grafana",
  "postgres",
  "prom-operator",
];

const NAMED = /passw(?:or)?d|pwd$|secret|token/i;
/** Matches `--password=x`, `--admin-password x`, `user:x@host`, and `admin_password = x` in a file. */
const WRITTEN = [
  /--?[\w.-]*passw(?:or)?d[= ]["']?([^\s"']+)/gi,
  /\/\/[^\s/:@]+:([^\s/@]+)@/g,
  /^\s*[\w.]*passw(?:or)?d\s*[=:]\s*["']?([^\s"'#]+)/gim,
];

export const defaultPasswords: ContainerRule<{ passwords: readonly string[] }> = {
  name: "default-passwords",
  description: "No container has a well-known password.",
  enforcementLevel: "mandatory",
  options: { passwords: texts("Additional passwords to reject, in lower case.") },
  defaults: { passwords: [] },
  holdsFor: ANY_CONTAINER,
  readsFiles: true,
  findings: (container, { passwords }) => {
    const known = new Set([...KNOWN, ...passwords]);
    const isKnown = (value: string) => known.has(value.toLowerCase());
    const { command = [], entrypoints = [], uploads = [] } = container;
    const places = [
      ...variables(container)
        .filter(({ name, value }) => NAMED.test(name) && isKnown(value))
        .map(({ name }) => `its variable ${name}`),
      ...written([...entrypoints, ...command].join(" "))
        .filter(isKnown)
        .map(() => "its command line"),
      ...uploads.flatMap(({ file, content = "" }) =>
        written(content)
          .filter(isKnown)
          .map(() => `its file ${file}`),
      ),
    ];
    // The value itself would appear in every preview and log.
    return [...new Set(places)].map((place) => ({
      found: `${place} has a well-known password`,
      allowed: "a random one, such as a random.RandomPassword",
      fix: "Create one, and pass it to the container in a file",
    }));
  },
};

function written(text: string): string[] {
  return WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map(([, value = ""]) => value));
}
