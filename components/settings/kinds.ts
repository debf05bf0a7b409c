import { isIP } from "node:net";
import { z } from "zod";
import { parseDuration, parseSize, writtenSize } from "../render/units";

/**
 * One setting: how its text in the stack's configuration becomes a value, and what an operator needs to know about it.
 */
export interface Setting<Value> {
  readonly default: Value;
  /** An allowed value other than the default. */
  readonly sample: Value;
  /** Allowed values, in words that complete the sentences "must be <form>" and "Allowed: <form>". */
  readonly form: string;
  /** An allowed value as text that does no harm if someone sets it: the default, unless that is empty. */
  readonly example: string;
  readonly description: string;
  /** Values of other settings without which this one has no effect, if their defaults are not enough. */
  readonly requires?: Readonly<Record<string, unknown>>;
  readonly check: z.ZodType<Value, string>;
  /** The problem with a value that must not appear in a message; undefined for any other value. */
  readonly mistake?: (value: string) => string | undefined;
  readonly secret?: true;
  /** The unit of a number that users write with another unit. */
  readonly unit?: "bytes";
}

/** Properties that each setting defines itself. */
export type Described<Value> = Pick<
  Setting<Value>,
  "default" | "sample" | "description" | "requires"
>;

/** Properties of a setting that is empty by default. */
export type DescribedOptional = Omit<Described<string>, "default">;

export function text(
  options: Described<string> & { form: string; example: string; pattern: RegExp; secret?: true },
): Setting<string> {
  return { ...options, check: z.string().regex(options.pattern) };
}

/** A password or a key. */
export function secretText(options: DescribedOptional) {
  return text({
    ...options,
    default: "",
    form: "one line of text, or empty",
    example: "",
    pattern: /^[^\p{Cc}\p{Cs}]*$/u,
    secret: true,
  });
}

/** A file or directory of the Docker host. */
export function hostPath(options: Described<string> & { example: string }): Setting<string> {
  return text({
    ...options,
    form: "an absolute path of letters, digits and the characters . / @ + _ -",
    pattern: /^\/[\w./@+-]+$/,
  });
}

/** A bucket of the object storage. */
export function bucket(options: DescribedOptional) {
  return text({
    ...options,
    default: "",
    form: "a bucket name of 3 to 63 lower-case letters, digits, '.' and '-', or empty",
    example: "observability",
    pattern: /^(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/,
  });
}

const PORT = "(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

/** A host name and a port, the form in which Go programs dial an address. */
const HOST_PORT = new RegExp(`^[\\w.-]+:${PORT}$`);
/** A host name or an IPv6 address in brackets, and a port. */
export const TARGET = new RegExp(`^(?:[\\w.-]+|\\[[0-9a-fA-F:.]+\\]):${PORT}$`);

export function hostPort(options: DescribedOptional & { example: string }): Setting<string> {
  return {
    ...options,
    default: "",
    form: "host:port with a port from 1 to 65535 and without http://, or empty",
    check: z
      .string()
      .refine((value) => !value.includes("://"), "is a URL, not host:port")
      .refine((value) => value === "" || value.includes(":"), "has no port")
      .refine((value) => value === "" || HOST_PORT.test(value)),
  };
}

/** An IP address without a zone: a zone is valid on one machine only. */
export function ipAddress(
  options: Described<string> & { form: string; example: string },
): Setting<string> {
  return {
    ...options,
    check: z.string().refine((value) => isIP(value) !== 0 && !value.includes("%")),
  };
}

export function choice<const Names extends readonly [string, ...string[]]>(
  names: Names,
  options: Described<Names[number]>,
): Setting<Names[number]> {
  return {
    ...options,
    form: `one of ${names.join(", ")}`,
    example: options.default,
    check: z.enum(names),
  };
}

/** A JSON array of distinct names from a fixed list. */
export function choices<const Names extends readonly [string, ...string[]]>(
  names: Names,
  options: Described<Names[number][]>,
): Setting<Names[number][]> {
  return {
    ...options,
    form: `a list of different names from ${names.join(", ")}`,
    example: JSON.stringify(options.default),
    check: fromJson(
      z
        .array(z.enum(names))
        .refine((list) => list.length > 0, "is an empty list")
        .refine((list) => new Set(list).size === list.length, "contains a name twice"),
    ),
  };
}

export function toggle(options: Omit<Described<boolean>, "sample">): Setting<boolean> {
  return {
    ...options,
    sample: !options.default,
    form: "true or false",
    example: String(options.default),
    check: z.enum(["true", "false"]).transform((value) => value === "true"),
  };
}

/** A duration such as `15s`, `1h30m` or `7d`. It stays text, because some config files need it unchanged. */
export function duration(
  options: Described<string> & { min: string; max: string },
): Setting<string> {
  const [min, max] = [parseDuration(options.min), parseDuration(options.max)];
  return {
    ...options,
    form: `a duration from ${options.min} to ${options.max}, such as ${options.default} (units: d, h, m and s, combined as in 1h30m)`,
    example: options.default,
    check: z.string().superRefine((value, context) => {
      const seconds = parseDuration(value);
      if (seconds === undefined) wrong(context, unitless(value) ?? "is not a duration");
      else if (seconds < (min ?? 0)) wrong(context, `is shorter than ${options.min}`);
      else if (seconds > (max ?? Infinity)) wrong(context, `is longer than ${options.max}`);
    }),
  };
}

const LARGEST = "1024TiB";

/**
 * A storage size such as `512MiB` or `10GiB`, as a number of bytes. Decimal units such as GB are rejected as ambiguous.
 */
export function size(options: Described<number> & { min: string }): Setting<number> {
  const [min, max] = [parseSize(options.min), parseSize(LARGEST)];
  return {
    ...options,
    unit: "bytes",
    form: `a size from ${options.min} to ${LARGEST}, such as 512MiB or 10GiB (units: MiB, GiB and TiB)`,
    example: writtenSize(options.default),
    check: z.string().transform((value, context) => {
      const bytes = parseSize(value);
      if (bytes === undefined) wrong(context, unitless(value) ?? "is not a size");
      else if (bytes < (min ?? 0)) wrong(context, `is less than ${options.min}`);
      else if (bytes > (max ?? Infinity)) wrong(context, `is more than ${LARGEST}`);
      return bytes ?? z.NEVER;
    }),
  };
}

function unitless(value: string): string | undefined {
  return /^\d+$/.test(value) ? "has no unit" : undefined;
}

function wrong(context: z.RefinementCtx, message: string): void {
  context.addIssue({ code: "custom", message });
}

/** A port of the Docker host; 0 leaves the endpoint unpublished. */
export function port(options: Described<number>): Setting<number> {
  return {
    ...options,
    form: "a port from 1 to 65535, or 0 to publish nothing",
    example: String(options.default === 0 ? options.sample : options.default),
    check: wholeNumber(0, 65535),
  };
}

/** A whole number within bounds, such as a threshold in percent. `of` follows "a whole number" and may be empty. */
export function whole(
  options: Described<number> & { of: string; min: number; max: number },
): Setting<number> {
  const { of, min, max, ...described } = options;
  return {
    ...described,
    form: `a whole number ${of === "" ? "" : `${of} `}from ${min} to ${max}`,
    example: String(options.default),
    check: wholeNumber(min, max),
  };
}

/** The memory limit of a container in MiB. Below `min`, the service does not start. */
export function memoryMiB(options: Described<number> & { min: number }): Setting<number> {
  return {
    ...options,
    form: `a whole number of MiB, at least ${options.min} (with less, the service does not run)`,
    example: String(options.default),
    check: wholeNumber(options.min, 1024 * 1024),
  };
}

const IMAGE =
  /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** An image reference with a tag or a digest, so that the version does not depend on the day of the pull. */
export function image(options: Described<string>): Setting<string> {
  return {
    ...options,
    example: options.default,
    form: "an image reference with a tag other than latest, or with a digest",
    check: z
      .string()
      .regex(IMAGE)
      .refine((value) => value.includes("@") || /:[^/]+$/.test(value), "has no tag")
      .refine((value) => value.includes("@") || !value.endsWith(":latest"), "has the tag latest"),
  };
}

export function structured<Value>(
  schema: z.ZodType<Value>,
  options: Described<NoInfer<Value>> & { form: string; example: string; secret?: true },
): Setting<Value> {
  return { ...options, check: fromJson(schema) };
}

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));
}

/** Rejects `__proto__` as a key: JavaScript would silently set the prototype instead of a property. */
function withoutPrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("__proto__ is not allowed as a key");
  return value;
}

function fromJson<Value>(schema: z.ZodType<Value>): z.ZodType<Value, string> {
  return z
    .string()
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value, withoutPrototype);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
