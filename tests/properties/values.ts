import fc, { type Arbitrary } from "fast-check";
import { parseDuration, parseSize } from "../../components/render/units";
import { ALERTS } from "../../components/settings/alert-names";
import { DATA_SERVICES } from "../../components/settings/data-owners";
import type { Setting } from "../../components/settings/kinds";
import { WELL_FORMED } from "../../components/settings/scrape-target";
import { schema, type SettingName } from "../../components/settings/schema";
import { HOSTILE } from "../hostile/values";

/** Random values of settings, as text in a stack's configuration, generated from the definitions of the settings. */

const name = fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,20}$/);
const host = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}(?:\.[a-z]{2,8}){0,2}$/);
const port = fc.integer({ min: 1, max: 65535 });
const hostPort = fc.tuple(host, port).map(([left, right]) => `${left}:${right}`);
const hostile = Object.values(HOSTILE).filter(
  (text) => text.length < 100 && WELL_FORMED.test(text),
);
/** Any text that is valid in UTF-8. */
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom(...hostile));
const characters = (refused: RegExp, minLength: number) =>
  fc
    .array(
      fc
        .string({ unit: "binary", minLength: 1, maxLength: 1 })
        .filter((character) => !refused.test(character)),
      { minLength, maxLength: 30 },
    )
    .map((all) => all.join(""));
const printed = (refused: RegExp, minLength = 0) =>
  fc.oneof(
    characters(refused, minLength),
    fc.constantFrom(...hostile.filter((text) => text.length >= minLength && !refused.test(text))),
  );
const word = printed(/[\s@,{}\p{C}]/u, 1);
const mail = fc.tuple(word, host).map(([user, at]) => `${user}@${at}`);
const json = (arbitrary: Arbitrary<unknown>) => arbitrary.map((value) => JSON.stringify(value));
const patterns = json(
  fc.array(fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.*-]{0,12}$/), { maxLength: 4 }),
);
const path = fc
  .array(fc.stringMatching(/^(?:[\w~:@!&'()*+,;=-]|%[0-9A-F]{2}){1,8}$/), { maxLength: 3 })
  .map((parts) => parts.map((part) => `/${part}`).join(""));

const url = fc
  .tuple(fc.constantFrom("http", "https"), host, fc.option(port, { nil: undefined }), path)
  .map(([scheme, at, to, rest]) => `${scheme}://${at}${to === undefined ? "" : `:${to}`}${rest}`);

const scrapeTarget = fc.record(
  {
    job: fc.stringMatching(/^shop[a-zA-Z0-9_.-]{0,8}$/),
    targets: fc.array(hostPort, { minLength: 1, maxLength: 3 }),
    path: printed(/[\s\p{C}]/u).map((rest) => `/${rest}`),
    scheme: fc.constantFrom("http", "https"),
    labels: fc.dictionary(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/), anyText, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ["job", "targets"] },
);

const amounts = [
  ["d", 86400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
] as const;

function shown(seconds: number): string {
  let left = seconds;
  const parts = amounts.map(([unit, size]) => {
    const amount = Math.floor(left / size);
    left -= amount * size;
    return amount === 0 ? "" : `${amount}${unit}`;
  });
  return parts.join("") || "0s";
}

const placement = json(
  fc.uniqueArray(fc.stringMatching(/^node\.labels\.[a-z]{1,10} (?:==|!=) [a-z0-9]{1,10}$/), {
    maxLength: 3,
  }),
);

/** Values of settings whose `form` is not precise enough. */
const OWN: Partial<Record<SettingName, Arbitrary<string>>> = {
  environment: fc.stringMatching(/^[\w.-]{1,63}$/),
  namePrefix: name,
  hostName: fc.stringMatching(/^[\w.-]{1,80}$/),
  bindAddress: fc.oneof(fc.ipV4(), fc.ipV6()),
  grafanaAdminUser: fc.stringMatching(/^[\w.@-]{1,30}$/),
  imageRegistry: fc.tuple(host, port).map(([at, to]) => `${at}:${to}/mirror`),
  alertSlackChannel: printed(/[\s{}\p{C}]/u, 1).map((rest) => `#${rest}`),
  alertEmailTo: fc.array(mail, { minLength: 1, maxLength: 3 }).map((all) => all.join(", ")),
  alertEmailFrom: mail,
  smtpUser: printed(/[\s\p{C}]/u, 1),
  smtpPassword: printed(/[\p{Cc}\p{Cs}]/u, 1),
  remoteWriteHeaders: json(
    fc.dictionary(fc.stringMatching(/^x-[a-z]{1,12}$/), printed(/[\p{Cc}\p{Cs}{}$]/u, 1), {
      minKeys: 1,
      maxKeys: 2,
      noNullPrototype: true,
    }),
  ),
  remoteWriteUser: printed(/[\s\p{C}:{}$]/u, 1),
  remoteWritePassword: printed(/[\p{Cc}\p{Cs}]/u, 1),
  objectStorageUrl: fc.tuple(host, port).map(([at, to]) => `https://${at}:${to}`),
  objectStorageRegion: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  objectStorageAccessKey: printed(/[\p{Cc}\p{Cs}]/u, 1),
  objectStorageSecretKey: printed(/[\p{Cc}\p{Cs}]/u, 1),
  tracesBucket: fc.stringMatching(/^t[a-z0-9.-]{1,20}[a-z0-9]$/),
  logsBucket: fc.stringMatching(/^l[a-z0-9.-]{1,20}[a-z0-9]$/),
  logsBucketFrom: fc.constantFrom("2026-01-01", "2026-11-30", "2030-12-31"),
  tlsCertificateFile: printed(/\p{C}/u, 1),
  tlsKeyFile: printed(/\p{C}/u, 1),
  tlsCaFile: printed(/\p{C}/u, 1),
  tlsNames: json(fc.array(host, { maxLength: 3 })),
  alertsDisabled: json(fc.subarray([...ALERTS])),
  alertIgnoredContainers: patterns,
  grafanaPlugins: json(
    fc.array(
      fc.stringMatching(/^[a-z]{1,9}-[a-z]{1,9}(?:@[0-9]\.[0-9](?:@https:\/\/m\/[a-z]{1,9})?)?$/),
      {
        maxLength: 3,
      },
    ),
  ),
  logInclude: patterns,
  logExclude: patterns,
  scrapeTargets: json(fc.uniqueArray(scrapeTarget, { selector: ({ job }) => job, maxLength: 3 })),
  upstreamOtlpHeaders: json(
    fc.dictionary(fc.stringMatching(/^[a-z][\w-]{0,15}$/), printed(/[\p{Cc}\p{Cs}]/u, 1), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
  backendPlacement: placement,
  gatewayPlacement: placement,
  hosts: json(
    fc.uniqueArray(
      fc.record(
        {
          name: fc.stringMatching(/^[a-zA-Z0-9][\w.-]{0,20}$/),
          docker: host.map((at) => `ssh://root@${at}`),
          certPath: printed(/\p{C}/u, 1),
          dockerSocket: fc.stringMatching(/^\/[\w./@+-]{1,40}$/),
        },
        { requiredKeys: ["name", "docker"] },
      ),
      { comparator: (a, b) => a.name === b.name || a.docker === b.docker, maxLength: 3 },
    ),
  ),
  backendStack: fc.stringMatching(/^[a-z][\w.-]{0,20}$/),
  dataVolumes: json(
    fc
      .subarray([...DATA_SERVICES])
      .map((services) =>
        Object.fromEntries(services.map((service) => [service, `own_${service}`])),
      ),
  ),
};

const numbers = (min: number, max: number) => fc.integer({ min, max }).map(String);

/** Values of each kind of setting, which is recognized by its `form`. */
const KINDS: readonly (readonly [RegExp, (...told: string[]) => Arbitrary<string>])[] = [
  [/^true or false$/, () => fc.constantFrom("true", "false")],
  [/^one of (.+)$/, (names = "") => fc.constantFrom(...names.split(", "))],
  [
    /^a duration from (\w+) to (\w+),/,
    (min = "", max = "") =>
      fc.integer({ min: parseDuration(min) ?? NaN, max: parseDuration(max) ?? NaN }).map(shown),
  ],
  [
    /^a size from (\w+) to (\w+),/,
    (min = "") => numbers((parseSize(min) ?? NaN) / 2 ** 20, 2 ** 30).map((mib) => `${mib}MiB`),
  ],
  [/^a port from 1 to 65535, or 0/, () => numbers(0, 65535)],
  [/^a whole number .*from (\d+) to (\d+)$/, (min, max) => numbers(Number(min), Number(max))],
  [/^a whole number of MiB, at least (\d+)/, (min) => numbers(Number(min), 2 ** 20)],
  [
    /^an image reference/,
    () =>
      fc
        .tuple(host, name, name)
        .map(
          ([at, of, tag]) =>
            `${at}/${of.replace(/\W+/g, "-").replace(/^-|-$|_/g, "x")}:${tag.replace(/^\W/, "v")}`,
        ),
  ],
  [/^an http:\/\/ or https:\/\/ URL/, () => url],
  [/^host:port/, () => hostPort],
  [/^an absolute path/, () => fc.stringMatching(/^\/[\w./@+-]{1,40}$/)],
];

export function valueOf(setting: SettingName): Arbitrary<string> {
  const own = OWN[setting];
  if (own !== undefined) return own;
  const { form }: Setting<unknown> = schema[setting];
  for (const [kind, arbitrary] of KINDS) {
    const told = kind.exec(form);
    if (told !== null) return arbitrary(...told.slice(1));
  }
  throw new Error(`${setting}: no generator for "${form}"`);
}
