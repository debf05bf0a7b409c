import { dump } from "js-yaml";

/** The text of a config file. Long queries stay on one line and nothing becomes an anchor, so that diffs stay readable. */
export function toYaml(document: object): string {
  return dump(document, { noRefs: true, lineWidth: -1, sortKeys: false });
}

/** The same text that Go's yaml.v3 makes of the document: services tell by its hash what they have read. */
export function toGoYaml(document: object): string {
  return dump(document, { noRefs: true, lineWidth: -1, sortKeys: true, indent: 4 });
}
