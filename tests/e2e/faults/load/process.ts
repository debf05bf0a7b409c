import { App } from "./app";
import { sendersOf, type Ended, type LoadOptions } from "./messages";

/** The sending apps run in a separate process, so that the measurement does not slow them down. */
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

// The only message is "end". On a disconnect, the parent process has exited.
process.once("message", () => void end());
process.once("disconnect", () => process.exit(1));
