import { z } from "zod";
import type { DescribedOptional, Setting } from "./kinds";

/**
 * What may stand in a URL as it is, but for the dollar sign: the Collector and Grafana take that, and Prometheus and
 * Alertmanager two braces, for the beginning of something that they fill in.
 */
const TEXT = /^https?:\/\/(?:[\w.~:/?#[\]@!&'()*+,;=-]|%[0-9a-fA-F]{2})+$/;
const HOST = /^https?:\/\/(?:\w[\w.-]*|\[[0-9a-fA-F:.]+\])(?::[1-9]\d{0,4})?(?:[/?]|$)/;
/** What each program takes for another folder in its own way. */
const OTHER_FOLDER = /\/(?:\.|%2e){1,2}(?=[/?]|$)/i;
/** A user name or a password, with whatever else is wrong with the URL. */
const CREDENTIALS = /^(?:[a-z]+:)?[\\/]*[^\\/?#]*@/i;
const LONGEST = 2_000;

/** Where credentials belong: of what a service asks, and of what people open. */
export const BY_A_PROXY =
  "put a proxy in front that adds the credentials, and give the proxy's address";
export const OPENED_BY_PEOPLE = "whoever opens it logs in there";

/**
 * An http or https address that others append to; empty for none. It stands in files and outputs that are no secret.
 * A slash at its end is removed.
 *
 * @param options.instead Where credentials belong.
 */
export function url(
  options: DescribedOptional & { instead: string; query?: true },
): Setting<string> {
  const { instead, query, ...described } = options;
  const without = query === undefined ? "login, query or fragment" : "login or fragment";
  return {
    ...described,
    default: "",
    form: `an http:// or https:// URL without ${without}, its special characters written as %24, or empty`,
    example: "http://prometheus.example.com:9090",
    mistake: (value) =>
      CREDENTIALS.test(value)
        ? `a user name or password is in the URL given (not shown), and would stand in clear in files and outputs. Take it out: ${instead}.`
        : undefined,
    check: z
      .string()
      .transform((value) => value.replace(/^([^?#]*[^?#/])\/$/, "$1"))
      .refine((value) => value === "" || (isUrl(value) && isAddress(value, query === true))),
  };
}

/** As `url`, of which every part may be what lets in: it reaches its service in a file that nobody else reads. */
export function secretUrl(options: DescribedOptional): Setting<string> {
  return {
    ...options,
    default: "",
    secret: true,
    form: "an http:// or https:// URL without a trailing slash, its special characters written as %24, or empty",
    example: "https://hooks.example.com/a",
    check: z.string().refine((value) => value === "" || isUrl(value)),
  };
}

function isUrl(value: string): boolean {
  return value.length <= LONGEST && TEXT.test(value) && URL.canParse(value) && !value.endsWith("/");
}

function isAddress(value: string, query: boolean): boolean {
  const beyond = query ? /#/ : /[?#]/;
  return HOST.test(value) && !OTHER_FOLDER.test(value) && !beyond.test(value);
}
