const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 } as const;
/** As Prometheus takes it, from the largest unit to the smallest; without a zero that Go's parser would not know the unit of. */
const DURATION =
  /^(?:0(?:ms|[smh])|(?=\d)(?:[1-9]\d*y)?(?:[1-9]\d*w)?(?:[1-9]\d*d)?(?:[1-9]\d*h)?(?:[1-9]\d*m)?(?:[1-9]\d*s)?(?:[1-9]\d*ms)?)$/;
const DURATION_PART = /(\d+)(ms|[smhdwy])/g;

const BYTES = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const;
const SIZE = /^(\d+)(MiB|GiB|TiB)$/;

/** Seconds of a duration in Prometheus' notation (`1h30m`, `7d`); undefined where it is malformed. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(DURATION_PART)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
}

/** A duration as Go's parser takes it: it knows no unit above the hour. */
export function goDuration(text: string): string {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new Error(`"${text}" is not a duration such as 15s or 7d`);
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  if (seconds % 60 === 0) return `${seconds / 60}m`;
  return `${seconds}s`;
}

/** Bytes of a size such as `512MiB`; undefined where it is malformed. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit] = SIZE.exec(text) ?? [];
  if (unit === undefined) return undefined;
  const bytes = Number(amount) * BYTES[unit as keyof typeof BYTES];
  // Beyond that there are no exact numbers, and text of another form.
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** The inverse of `parseSize`, in GiB if that is a whole number, otherwise in MiB. */
export function writtenSize(bytes: number): string {
  const isGiB = bytes > 0 && bytes % BYTES.GiB === 0;
  return isGiB ? `${bytes / BYTES.GiB}GiB` : `${bytes / BYTES.MiB}MiB`;
}

const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** A number of bytes as people read it: `12.3 MiB`. */
export function showSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < UNITS.length - 1; unit++) value /= 1024;
  return `${Number(value.toFixed(1))} ${UNITS[unit] ?? ""}`;
}
