import { z } from "zod";
import { TARGET } from "./kinds";

/** What a name of a job looks like: for the setting, and for projects that bring their own. */
export const JOB_NAME = /^[a-zA-Z0-9_.-]+$/;
/** The path of a URL. */
export const SCRAPE_PATH = /^\/[^\s\p{C}]*$/u;
/** Text that UTF-8 can hold: Prometheus refuses its whole configuration for half a character. */
export const WELL_FORMED = /^\P{Cs}*$/u;
export const LABEL_NAME = /^[a-zA-Z_]\w*$/;

export const scrapeTarget = z.strictObject({
  job: z.string().regex(JOB_NAME),
  targets: z.array(z.string().regex(TARGET)).min(1),
  path: z.string().regex(SCRAPE_PATH).optional(),
  scheme: z.enum(["http", "https"]).optional(),
  labels: z.record(z.string().regex(LABEL_NAME), z.string().regex(WELL_FORMED)).optional(),
});

/** A further job that Prometheus scrapes. */
export type ScrapeTarget = z.infer<typeof scrapeTarget>;
