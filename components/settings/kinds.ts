import { isIP } from "node:net";
import { z } from "zod";
import { parseDuration, parseSize } from "../render/units";

/**
 * One setting: how its text in the stack configuration becomes a value, and what the operator
 * has to know about it. `form` completes the sentence "... must be <form>".
 */
export interface Setting<Value> {
  readonly default: Value;
  /** A value that is allowed and is not the default. */
  readonly sample: Value;
  readonly form: string;
  readonly example: string;
  readonly description: string;
  /** Values of other settings with which this one takes effect, where their defaults will not do. */
  readonly requires?: Readonly<Record<string, unknown>>;
  readonly check: z.ZodType<Value, string>;
  /** What is told, in place of the value and `form`, of a value that must not be repeated; undefined of any other. */
  readonly mistake?: (value: string) => string | undefined;
  readonly secret?: true;
  /** What a number counts, where people write it otherwise. */
  readonly unit?: "bytes";
}

/** What each setting says for itself. */
export type Described<Value> = Pick<
  Setting<Value>,
  "default" | "sample" | "description" | "requires"
>;

/** The same of a setting that is empty by default. */
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
    form: "one line, or empty",
    example: "",
    pattern: /^[^\p{Cc}\p{Cs}]*$/u,
    secret: true,
  });
}

/** A file or directory of the Docker host. */
export function hostPath(options: Described<string> & { example: string }): Setting<string> {
  return text({
    ...options,
    form: "an absolute path of letters, digits and any of . / @ + _ -",
    pattern: /^\/[\w./@+-]+$/,
  });
}

/** A bucket of the object storage. */
export function bucket(options: DescribedOptional) {
  return text({
    ...options,
    default: "",
    form: "the name of a bucket: 3 to 63 lower-case letters, digits, '.' and '-', or empty",
    example: "observability",
    pattern: /^(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/,
  });
}

const PORT = "(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

/** A host's name with a port, which is what Go's programs dial. */
const HOST_PORT = new RegExp(`^[\\w.-]+:${PORT}$`);
/** The same, or an IPv6 address in brackets. */
export const TARGET = new RegExp(`^(?:[\\w.-]+|\\[[0-9a-fA-F:.]+\\]):${PORT}$`);

export function hostPort(options: DescribedOptional & { example: string }): Setting<string> {
  return {
    ...options,
    default: "",
    form: "host:port, the port from 1 to 65535, or empty",
    check: z.string().refine((value) => value === "" || HOST_PORT.test(value)),
  };
}

/** An IP address without a zone, which belongs to one machine. */
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
    example: names[0],
    check: z.enum(names),
  };
}

/** Several of a fixed list of names, given as a JSON array. */
export function choices<const Names extends readonly [string, ...string[]]>(
  names: Names,
  options: Described<Names[number][]>,
): Setting<Names[number][]> {
  return {
    ...options,
    form: `a list of distinct names out of ${names.join(", ")}`,
    example: JSON.stringify(names),
    check: fromJson(
      z
        .array(z.enum(names))
        .min(1)
        .refine((list) => new Set(list).size === list.length, "a name appears twice"),
    ),
  };
}

export function toggle(options: Omit<Described<boolean>, "sample">): Setting<boolean> {
  return {
    ...options,
    sample: !options.default,
    form: "true or false",
    example: "true",
    check: z.enum(["true", "false"]).transform((value) => value === "true"),
  };
}

/** A span of time such as `15s`, `1h30m` or `7d`. Kept as text: each config file takes it as it is or converted. */
export function duration(
  options: Described<string> & { min: string; max: string },
): Setting<string> {
  const [min, max] = [parseDuration(options.min), parseDuration(options.max)];
  return {
    ...options,
    form: `a duration from ${options.min} to ${options.max}, such as 15s, 1h30m or 7d`,
    example: options.min,
    check: z.string().refine((value) => {
      const seconds = parseDuration(value);
      return seconds !== undefined && seconds >= (min ?? 0) && seconds <= (max ?? Infinity);
    }),
  };
}

const LARGEST = "1024TiB";

/** An amount of storage such as `512MiB` or `10GiB`. Kept as bytes. */
export function size(options: Described<number> & { min: string }): Setting<number> {
  const [min, max] = [parseSize(options.min), parseSize(LARGEST)];
  return {
    ...options,
    unit: "bytes",
    form: `a size from ${options.min} to ${LARGEST}, such as 512MiB or 10GiB`,
    example: options.min,
    mistake: otherUnit,
    check: z.string().transform((value, context) => {
      const bytes = parseSize(value);
      if (bytes === undefined || bytes < (min ?? 0) || bytes > (max ?? Infinity)) {
        context.addIssue({ code: "custom", message: "not a size" });
        return z.NEVER;
      }
      return bytes;
    }),
  };
}

/** Sizes as other programs write them. Decimal units are not taken, because 20GB and 20GiB are not the same. */
function otherUnit(value: string): string | undefined {
  const [, amount, unit] = /^(\d+) ?([MGT])i?B?$/i.exec(value.trim()) ?? [];
  if (amount === undefined || unit === undefined || parseSize(value) !== undefined)
    return undefined;
  return `"${value}" is not a size: the units are MiB, GiB and TiB. Did you mean ${amount}${unit.toUpperCase()}iB?`;
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

/** A whole number within bounds, such as a threshold in percent. */
export function whole(
  options: Described<number> & { of: string; min: number; max: number },
): Setting<number> {
  const { of, min, max, ...described } = options;
  return {
    ...described,
    form: `a whole number ${of} from ${min} to ${max}`,
    example: String(max),
    check: wholeNumber(min, max),
  };
}

/** A container's memory limit in MiB; `min` is what the service needs to run at all. */
export function memoryMiB(options: Described<number> & { min: number }): Setting<number> {
  return {
    ...options,
    form: `a whole number of MiB, at least ${options.min} (less than that and the service does not run)`,
    example: String(options.min * 2),
    check: wholeNumber(options.min, 1024 * 1024),
  };
}

const IMAGE =
  /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** An image reference with a tag or a digest: what runs must not depend on the day it was pulled. */
export function image(options: Described<string>): Setting<string> {
  return {
    ...options,
    example: options.default,
    form: "an image reference with a tag or a digest, and not :latest",
    check: z
      .string()
      .regex(IMAGE)
      .refine((value) => value.includes("@") || /:[^/]+$/.test(value))
      .refine((value) => value.includes("@") || !value.endsWith(":latest")),
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

/** As a key it would be dropped without a word, because JavaScript takes it for something else. */
function withoutPrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("no name for anything");
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
