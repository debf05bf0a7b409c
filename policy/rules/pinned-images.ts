import { ANY_CONTAINER, type ContainerRule, type Finding, type ResourceRule } from "../rule";

const RULE = {
  enforcementLevel: "mandatory",
  options: {},
  defaults: {},
} as const;

export const pinnedImages: ContainerRule = {
  ...RULE,
  name: "pinned-images",
  description:
    "Every container sets the version of its image, so that the same program always creates the same containers.",
  holdsFor: ANY_CONTAINER,
  findings: ({ image = "" }) => unpinned(image),
};

export const pinnedPulls: ResourceRule<object> = {
  ...RULE,
  name: "pinned-pulls",
  description: "Every pulled image has an explicit version.",
  type: "docker:index/remoteImage:RemoteImage",
  noun: "Image",
  findings: ({ name = "" }) => unpinned(name),
};

function unpinned(image: string): Finding[] {
  // An ID, or a digest at the end.
  if (/^(?:sha256:)?[0-9a-f]{64}$/.test(image) || /@sha256:[0-9a-f]{64}$/.test(image)) return [];
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  if (tag !== undefined && tag !== "latest") return [];
  return [
    {
      found: `its image is "${image}", which can change at any time`,
      allowed: "a tag that is not latest, or a digest",
      fix: "Set a version, such as busybox:1.37",
    },
  ];
}
