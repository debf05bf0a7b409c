import { App } from "./app";
import { sendersOf, type Ended, type LoadOptions } from "./messages";

/** The apps that send, in a process of their own: what is measured must not wait for who measures. */
const WORK_EVERY_MS = 50;

const options = JSON.parse(process.argv[2] ?? "{}") as LoadOptions;
const apps = sendersOf(options.run).map((sender) => new App(sender, options));
const ticking = setInterval(() => {
  for (const app of apps) app.work();
}, WORK_EVERY_MS);

async function end(): Promise<void> {
  clearInterval(ticking);
  await Promise.all(apps.map((app) => app.end()));
  const ended: Ended = { kind: "ended", offered: apps.flatMap(({ offered }) => offered) };
  process.send?.(ended, () => process.exit(0));
}

// The only message there is, and the end of whoever started this.
process.once("message", () => void end());
process.once("disconnect", () => process.exit(1));
