const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** A number of bytes as people read it: `12.3 MiB`. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < UNITS.length - 1; unit++) value /= 1024;
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}

/** How long it is since a time: `3.1 s`. */
export function since(begun: number): string {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`;
}

export function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

/** One step, as a line of its own. */
export function step(service: string, text: string): void {
  console.log(`  ${service.padEnd(12)}  ${text}`);
}
