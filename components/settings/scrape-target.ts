import { z } from "zod";
import { TARGET } from "./kinds";

/** The name of a scrape job, in the setting and in extensions of other projects. */
export const JOB_NAME = /^[a-zA-Z0-9_.-]+$/;
/** The path of a URL. */
export const SCRAPE_PATH = /^\/[^\s\p{C}]*$/u;
/** Text without unpaired surrogates: Prometheus rejects a configuration that is not valid UTF-8. */
export const WELL_FORMED = /^\P{Cs}*$/u;
export const LABEL_NAME = /^[a-zA-Z_]\w*$/;

export const scrapeTarget = z.strictObject({
  job: z.string().regex(JOB_NAME, "is not a name of letters, digits, '_', '.' and '-'"),
  targets: z.array(z.string().regex(TARGET, "is not host:port")).min(1),
  path: z
    .string()
    .regex(SCRAPE_PATH, "is not a path that begins with / and has no spaces")
    .optional(),
  scheme: z.enum(["http", "https"]).optional(),
  labels: z
    .record(
      z.string().regex(LABEL_NAME, "is not a label name of letters, digits and '_'"),
      z.string().regex(WELL_FORMED, "is not valid Unicode text"),
    )
    .optional(),
});

/** An additional scrape job for Prometheus. */
export type ScrapeTarget = z.infer<typeof scrapeTarget>;
