import { z } from "zod";
import * as kinds from "./kinds";

/** As Docker takes it: `node.labels.disk == ssd`, `engine.labels.zone != a`. */
const constraint = z.string().regex(/^(?:node|engine)\.[\w.-]+ ?(?:==|!=) ?[\w.:-]+$/);

/** Which nodes of a Swarm a service may run on. */
export function placement(
  options: Omit<kinds.Described<string[]>, "default"> & { example: string },
) {
  return kinds.structured(z.array(constraint), {
    ...options,
    default: [],
    form: 'a list of placement constraints in Docker\'s words, such as "node.labels.observability == true"',
  });
}
