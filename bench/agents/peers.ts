import type { Agent } from "./agent";
import { beszel } from "./beszel";
import { netdata } from "./netdata";
import { telegraf } from "./telegraf";

/** What else is used to watch containers, each as its makers let one begin with it. */
export function peers(): Agent[] {
  return [telegraf(), beszel(), netdata()];
}
