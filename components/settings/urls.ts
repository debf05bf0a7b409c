import { z } from "zod";
import type { DescribedOptional, Setting } from "./kinds";

/**
 * Characters that a URL may contain, except `$` and braces: the Collector and Grafana expand `$`, and Prometheus and
 * Alertmanager expand `{{`.
 */
const TEXT = /^https?:\/\/(?:[\w.~:/?#[\]@!&'()*+,;=-]|%[0-9a-fA-F]{2})+$/;
const HOST = /^https?:\/\/(?:\w[\w.-]*|\[[0-9a-fA-F:.]+\])(?::[1-9]\d{0,4})?(?:[/?]|$)/;
/** `.` and `..` as parts of a path, which programs resolve differently. */
const OTHER_FOLDER = /\/(?:\.|%2e){1,2}(?=[/?]|$)/i;
/** A user name or a password, also in a URL that is otherwise invalid. */
const CREDENTIALS = /^(?:[a-z]+:)?[\\/]*[^\\/?#]*@/i;
const LONGEST = 2_000;

/** Alternatives to credentials in a URL: for URLs that services query, and for URLs that users open. */
export const BY_A_PROXY =
  "put a proxy in front that adds the credentials, and set the URL of the proxy";
export const OPENED_BY_PEOPLE = "users log in on the page itself";

/**
 * An http or https URL to which programs append paths; empty for none. Files and outputs contain it in plain text.
 * A trailing slash is removed.
 *
 * @param options.instead The alternative to credentials in the URL.
 */
export function url(
  options: DescribedOptional & { instead: string; query?: true },
): Setting<string> {
  const { instead, query, ...described } = options;
  const without = query === undefined ? "login, query or fragment" : "login or fragment";
  return {
    ...described,
    default: "",
    form: `an http:// or https:// URL without ${without}, with special characters percent-encoded (%24 for $), or empty`,
    example: described.sample,
    mistake: (value) =>
      CREDENTIALS.test(value)
        ? `the URL given (not shown) contains a user name or a password, which files and outputs would show in plain text. Remove it from the URL: ${instead}.`
        : undefined,
    check: z
      .string()
      .transform((value) => value.replace(/^([^?#]*[^?#/])\/$/, "$1"))
      .refine(
        (value) => value === "" || hasScheme(value),
        "does not begin with http:// or https://",
      )
      .refine((value) => query === true || !/[?#]/.test(value), "has a query or a fragment")
      .refine((value) => value === "" || (isUrl(value) && isAddress(value, query === true))),
  };
}

/** A URL in which any part may be secret. Its service receives it as a file that only this service can read. */
export function secretUrl(options: DescribedOptional): Setting<string> {
  return {
    ...options,
    default: "",
    secret: true,
    form: "an http:// or https:// URL without a trailing slash, with special characters percent-encoded (%24 for $), or empty",
    example: "https://hooks.example.com/a",
    check: z
      .string()
      .refine(
        (value) => value === "" || hasScheme(value),
        "does not begin with http:// or https://",
      )
      .refine((value) => value === "" || isUrl(value)),
  };
}

function hasScheme(value: string): boolean {
  return /^https?:\/\//.test(value);
}

function isUrl(value: string): boolean {
  return value.length <= LONGEST && TEXT.test(value) && URL.canParse(value) && !value.endsWith("/");
}

function isAddress(value: string, query: boolean): boolean {
  const beyond = query ? /#/ : /[?#]/;
  return HOST.test(value) && !OTHER_FOLDER.test(value) && !beyond.test(value);
}
