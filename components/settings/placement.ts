import { z } from "zod";
import * as kinds from "./kinds";

/** A constraint in Docker's notation: `node.labels.disk == ssd`, `engine.labels.zone != a`. */
const constraint = z
  .string()
  .regex(
    /^(?:node|engine)\.[\w.-]+ ?(?:==|!=) ?[\w.:-]+$/,
    "is not a placement constraint, such as node.labels.disk == ssd",
  );

/** A setting that selects the nodes of a Swarm on which a service may run. */
export function placement(
  options: Omit<kinds.Described<string[]>, "default"> & { example: string },
) {
  return kinds.structured(z.array(constraint), {
    ...options,
    default: [],
    form: "a list of Docker placement constraints: node.… or engine.…, == or !=, and a value",
  });
}
