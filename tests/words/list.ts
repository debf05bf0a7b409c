/** A wording that reads like a translation, and what to write instead. */
export interface Avoided {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Wordings to avoid in everything that users read. */
export const AVOIDED: readonly Avoided[] = [
  { pattern: /\b(?:tells?|told|telling)\b/i, instead: "report, show, print, pass, set" },
  {
    pattern: /(?<!frequently )\b(?:asks?|asked|asking)\b/i,
    instead: "query, poll, check, require, request, prompt",
  },
  {
    pattern: /\b(?:somebody|nobody|anybody|everybody)\b/i,
    instead: "someone, no one, or the actor",
  },
  { pattern: /\b(?:anew|afresh)\b/i, instead: "again, or recreate" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: "fix" },
  { pattern: /\bfor want of\b/i, instead: "because … is missing" },
  { pattern: /\bfurther (?:hosts?|engines?|nodes?)\b/i, instead: "remote host" },
  {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer|more\b|way\b|need\b|one\b)[a-z]/i,
    instead: "is not a …, or has no …",
  },
  {
    pattern: /\b(?:is|are|was|were) to (?:be|have|cost|go|come|stay)\b/i,
    instead: "must, will, or present tense",
  },
  {
    pattern: /\b(?:is|are|was|were|be|been) (?:taken up|handed over|handed on|left out)\b/i,
    instead: "reloaded, passed, skipped",
  },
  { pattern: /\bwithout a word\b/i, instead: "silently" },
  { pattern: /\bto no end\b|\bin vain\b/i, instead: "without effect" },
  {
    pattern: /\b(?:is|are|was|were|be|been|gets?) refused\b/i,
    instead: "is rejected, rejects",
  },
  { pattern: /\b(?:carriers?|populates? anew)\b(?!`)/i, instead: "volume populator" },
  { pattern: /\bgoes (?:away|on)\b|\bgone on\b/i, instead: "stops, is deleted, continues" },
  { pattern: /\b(?:as|so) it (?:stands|comes|goes)\b/i, instead: "unchanged" },
  { pattern: /\bspoil(?:s|ed|t)?\b/i, instead: "corrupt" },
  { pattern: /\boutliv(?:e|es|ed)\b/i, instead: "bridge, survive" },
  { pattern: /\bat a loss\b|\bof late\b|\bin one go\b|\bof use\b/i, instead: "plain words" },
];
