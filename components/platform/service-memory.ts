/** What is not on Go's heap needs room, too: a fifth. */
export function memoryTarget({
  knowsItsLimit = false,
  memoryMiB,
}: {
  readonly knowsItsLimit?: boolean;
  readonly memoryMiB: number;
}): Record<string, string> {
  return knowsItsLimit ? { GOMEMLIMIT: `${Math.floor(memoryMiB * 0.8)}MiB` } : {};
}
