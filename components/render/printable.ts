/** What a terminal would obey. */
const CONTROL = /(?!\n)\p{C}/gu;
const LONGEST = 600;

/** Somebody's text in a message: without what a terminal would obey, and of a length that can be read. */
export function printable(text: string): string {
  const plain = text.replaceAll(CONTROL, "?");
  return shortened(plain, LONGEST);
}

/** Cuts a text off after this many characters, and says so. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (cut)`;
}
