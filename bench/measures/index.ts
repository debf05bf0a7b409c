import { peers } from "../agents/peers";
import type { Measure } from "../measure";
import { agents } from "./agents";
import { discovery } from "./discovery";
import { edit } from "./edit";
import { freshness } from "./freshness";
import { hosts } from "./hosts";
import { ingest } from "./ingest";
import { memory } from "./memory";
import { ready } from "./ready";
import { refresh } from "./refresh";
import { sizing } from "./sizing";
import { start } from "./start";

/** In the order in which a run does them: those that want the host for themselves, then those that share a stack. */
export const measures: readonly Measure[] = [
  ready,
  hosts(),
  agents(10),
  agents(100, peers()),
  agents(300),
  discovery(10),
  discovery(100),
  discovery(300),
  memory(100),
  start(),
  refresh(),
  edit,
  freshness(),
  ingest(),
  sizing(),
];
