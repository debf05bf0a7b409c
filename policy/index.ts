import { PolicyPack } from "@pulumi/policy";
import { policies } from "./pack";

new PolicyPack("container-observability", {
  description: "The security baseline of container-observability.",
  policies: [...policies],
});
