/** The name that was probably meant, as the end of a sentence: ` (did you mean ...?)`. Empty if none is similar. */
export function suggestion(given: string, names: readonly string[]): string {
  const wanted = plain(given);
  const near =
    names.find((name) => plain(name) === wanted) ??
    names.find((name) => plain(name).startsWith(wanted) || wanted.startsWith(plain(name))) ??
    nearest(wanted, names);
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** The most similar name, if it differs in at most three letters. */
function nearest(wanted: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distance(wanted, plain(name)) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.min(3, wanted.length / 3)
    ? best.name
    : undefined;
}

/** Levenshtein distance, calculated row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
