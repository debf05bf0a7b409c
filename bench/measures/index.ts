import type { Measure } from "../measure";
import { agents } from "./agents";
import { edit } from "./edit";
import { freshness } from "./freshness";
import { ingest } from "./ingest";
import { memory } from "./memory";
import { phases } from "./phases";
import { ready } from "./ready";
import { refresh } from "./refresh";
import { start } from "./start";

/** In the order in which a run does them. */
export const measures: readonly Measure[] = [
  ready,
  phases(),
  start(),
  edit,
  agents(10),
  agents(100),
  agents(300),
  refresh(),
  memory(10),
  memory(100),
  ingest(),
  freshness(),
];
