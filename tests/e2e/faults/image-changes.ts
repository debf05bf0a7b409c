import { defaults } from "../../../components/settings/defaults";
import type { Fault } from "./fault";

const SERVICES = ["cadvisor", "collector", "grafana", "loki", "prometheus", "tempo"] as const;

/** Faults that run `up` with the same image under another name, to measure only the replacement. */
export const imageChanges: readonly Fault[] = SERVICES.map((service) => ({
  name: `image of ${service === "collector" ? "collector and agent" : service}`,
  kind: "image",
  replaces: service === "collector" ? ["agent", "collector"] : [service],
  keepsScraping: service !== "prometheus",
  prepare: async (stage) => {
    await stage.docker("tag", defaults[`${service}Image`], otherName(service));
  },
  apply: async (stage) => {
    stage.stack.configure({ [`${service}Image`]: otherName(service) });
    await stage.up();
  },
}));

/** Names that the faults give to images, for cleanup. */
export const otherNames = SERVICES.map((service) => otherName(service));

/** Returns another name with the same version, because a configuration supports only some versions. */
function otherName(service: (typeof SERVICES)[number]): string {
  const [tag = ""] = defaults[`${service}Image`].split(":").slice(-1);
  return `faults.example.com/${service}:${tag}-fault`;
}
