import { defaults } from "../../../components/settings/defaults";
import type { Fault } from "./fault";

const SERVICES = ["cadvisor", "collector", "grafana", "loki", "prometheus", "tempo"] as const;

/** An `up` with another image: the same one by another name, so that nothing but the exchange is measured. */
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

/** The names that the faults give to images, to be taken off again. */
export const otherNames = SERVICES.map((service) => otherName(service));

/** With the same version: a configuration is for some versions only. */
function otherName(service: (typeof SERVICES)[number]): string {
  const [tag = ""] = defaults[`${service}Image`].split(":").slice(-1);
  return `faults.example.com/${service}:${tag}-fault`;
}
