import type { Problem } from "../problem";
import { having } from "../services";
import { set } from "./fixes";
import { images, type ImageName } from "./images";
import { mayBeWithin, taggedVersion } from "./image-version";
import type { PipelineSettings } from "./schema";

/** Problems of images whose programs would reject the generated configuration. */
export function imageChecks(settings: PipelineSettings): Problem[] {
  return [...unsupported(settings), ...unknown(settings)];
}

function unsupported(settings: PipelineSettings): Problem[] {
  return having("supported").flatMap(({ name, image: setting, supported }) => {
    const version = taggedVersion(settings[setting]);
    if (version === undefined || mayBeWithin(version, supported)) return [];
    return [
      {
        setting,
        given: JSON.stringify(settings[setting]),
        message: `is version ${version}; the configuration made here is for ${supported}.`,
        fix: set("Use the default image", setting, images[name satisfies ImageName]),
      },
    ];
  });
}

/** The configuration differs between major versions, so the version must be known. */
function unknown(settings: PipelineSettings): Problem[] {
  return having("versionIn").flatMap(({ name, image, versionIn: setting }) => {
    const said = settings[setting] !== "image" || taggedVersion(settings[image]) !== undefined;
    if (said || !settings.services.includes(name)) return [];
    return [
      {
        setting,
        message: `the tag of ${image}, ${JSON.stringify(settings[image])}, does not contain the version.`,
        fix: set("Set the major version, for example", setting, "2"),
      },
    ];
  });
}
