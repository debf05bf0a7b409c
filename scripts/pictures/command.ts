import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachToRunning, root } from "../stack/attach";
import { parseWords } from "../stack/words";
import { BOARDS, digestOf, FOLDER, RECORD, type Board } from "./boards";
import { Browser } from "./browser";

const USAGE = `Usage: npm run pictures -- [--stack NAME] [--url URL] [--browser PATH] [--only BOARD ...] [--whole]

  Opens each dashboard of a running stack in Chromium and writes a picture of it to ${FOLDER}. Run npm run demo
  some minutes before, so that there is something to see.

  --url URL       Grafana to open, with the login of the stack's (default: the stack's own)
  --browser PATH  Chromium or Chrome (default: the first one on the PATH)
  --only BOARD    uid of a dashboard; may be repeated
  --whole         the whole page, not only what a screen shows`;

const OPTIONS = {
  url: { type: "string" },
  browser: { type: "string" },
  only: { type: "string", multiple: true, default: [] as string[] },
  whole: { type: "boolean", default: false },
} as const;

/** `npm run pictures`. Resolves to the exit status. */
export async function picturesCommand(words: readonly string[]): Promise<number> {
  const { url, browser, only, whole, stack } = parseWords(words, OPTIONS, USAGE);
  const { outputs } = attachToRunning(stack);
  const login = { user: outputs.grafanaAdminUser, password: outputs.grafanaAdminPassword };
  const grafana = await Browser.open(browser, url ?? outputs.grafanaUrl, login);
  const boards = BOARDS.filter(({ uid }) => only.length === 0 || only.includes(uid));
  try {
    for (const board of boards) {
      const file = join(root, FOLDER, `${board.uid}.jpg`);
      await grafana.picture(pathOf(board, outputs.namePrefix), file, whole);
      console.log(file);
    }
  } finally {
    await grafana.close();
  }
  if (only.length === 0 && !whole) {
    const digests = Object.fromEntries(boards.map(({ uid }) => [uid, digestOf(uid)]));
    writeFileSync(join(root, RECORD), `${JSON.stringify(digests, null, 2)}\n`);
  }
  return 0;
}

/** The demo's data is what is shown. */
function pathOf({ uid, variables }: Board, namePrefix: string): string {
  const set = Object.entries(variables).map(
    ([name, value]) => `var-${name}=${encodeURIComponent(value.replace("PREFIX", namePrefix))}`,
  );
  return `/d/${uid}?${["from=now-15m", "to=now", "kiosk", ...set].join("&")}`;
}
