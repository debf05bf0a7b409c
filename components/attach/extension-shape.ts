import { z } from "zod";
import type { Problem } from "../problem";
import type { PipelineExtensionArgs } from "./extension-args";

const text = z.string().optional();
const texts = z.record(z.string(), z.string()).optional();

const shape = z.object({
  extensionName: text,
  folder: text,
  ruleFile: text,
  dashboards: texts,
  scrapeTargets: z
    .array(
      z.object({
        job: z.string(),
        targets: z.array(z.string()),
        path: text,
        scheme: text,
        labels: texts,
      }),
    )
    .optional(),
  alertRules: z
    .array(
      z.object({
        alert: z.string(),
        expr: z.string(),
        for: text,
        keepFiringFor: text,
        labels: texts,
        annotations: texts,
      }),
    )
    .optional(),
});

/** What of the arguments is of another type than it is declared, which a program in JavaScript may give. */
export function shapeProblems(args: PipelineExtensionArgs): Problem[] {
  const { error } = shape.safeParse(args);
  return (error?.issues ?? []).map(({ path, message }) => ({
    setting: path.join("."),
    message: `${message}.`,
  }));
}
