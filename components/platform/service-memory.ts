/** What is not on Go's heap needs room, too: a fifth. */
export function goMemLimit({
  setGoMemLimit = false,
  memoryMiB,
}: {
  readonly setGoMemLimit?: boolean;
  readonly memoryMiB: number;
}): Record<string, string> {
  return setGoMemLimit ? { GOMEMLIMIT: `${Math.floor(memoryMiB * 0.8)}MiB` } : {};
}
