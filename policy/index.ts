import { PolicyPack } from "@pulumi/policy";
import { policies } from "./pack";

new PolicyPack("container-observability", {
  description: "The security floor of container-observability.",
  policies: [...policies],
});
