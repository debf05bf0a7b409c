/** What a terminal would obey. */
const CONTROL = /(?!\n)\p{C}/gu;
const LONGEST = 600;

/** Somebody's text in a message: without what a terminal would obey, and of a length that can be read. */
export function printable(text: string): string {
  const plain = text.replaceAll(CONTROL, "?");
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST)}… (cut)`;
}
