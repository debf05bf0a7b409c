import { peers } from "../agents/peers";
import type { Measure } from "../measure";
import { agents } from "./agents";
import { edit } from "./edit";
import { freshness } from "./freshness";
import { ingest } from "./ingest";
import { memory } from "./memory";
import { ready } from "./ready";
import { refresh } from "./refresh";
import { start } from "./start";

/** In the order in which a run does them. */
export const measures: readonly Measure[] = [
  ready,
  start(),
  edit,
  agents(10),
  agents(100, peers()),
  agents(300),
  refresh(),
  memory(100),
  ingest(),
  freshness(),
];
