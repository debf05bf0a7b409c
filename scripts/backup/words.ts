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
