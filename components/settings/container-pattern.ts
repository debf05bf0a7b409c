/** Unanchored regular expression for a pattern of container names, in which `*` stands for any characters. */
export function patternRegex(pattern: string): string {
  return pattern.replaceAll(".", "[.]").replaceAll("*", ".*");
}
