/** A pattern of container names, in which `*` stands for any characters, as a regular expression that is not anchored. */
export function patternRegex(pattern: string): string {
  return pattern.replaceAll(".", "[.]").replaceAll("*", ".*");
}
