import type { Problem } from "../problem";
import { having } from "../services";
import { images, type ImageName } from "./images";
import { mayBeWithin, taggedVersion } from "./image-version";
import type { PipelineSettings } from "./schema";

/** Images whose programs would not take the configuration that is made for them. */
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
        fix: { how: "Name such an image", setting, value: images[name satisfies ImageName] },
      },
    ];
  });
}

/** A configuration that differs from one major version to the next needs to know which it is for. */
function unknown(settings: PipelineSettings): Problem[] {
  return having("versionIn").flatMap(({ name, image, versionIn: setting }) => {
    const said = settings[setting] !== "image" || taggedVersion(settings[image]) !== undefined;
    if (said || !settings.services.includes(name)) return [];
    return [
      {
        setting,
        message: `the tag of ${image}, ${JSON.stringify(settings[image])}, does not tell the version.`,
        fix: { how: "Say which it is", setting, value: "2" },
      },
    ];
  });
}
