import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../components/problem";
import { attachToRunning, root } from "../stack/attach";
import { DEFAULT_STACK, parseWords } from "../stack/words";
import { BOARDS, digestOf, FOLDER, RECORD, recorded, type Board } from "./boards";
import { Browser } from "./browser";

export const PICTURES_USAGE = `Usage: npm run pictures -- [--stack NAME] [--url URL] [--browser PATH] [--only UID ...] [--whole]

  Takes a screenshot of each dashboard of a running stack with Chromium and writes it to ${FOLDER}. Start
  npm run demo a few minutes earlier, so that the dashboards have data.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --url URL          address of Grafana, with the stack's credentials (default: the stack's Grafana)
  --browser PATH     Chromium or Chrome (default: the first one on the PATH)
  --only UID         only this dashboard; may be repeated
  --whole            the whole page instead of one screen

  Exit code: 0 if every screenshot is written, 1 otherwise.`;

const OPTIONS = {
  url: { type: "string" },
  browser: { type: "string" },
  only: { type: "string", multiple: true, default: [] as string[] },
  whole: { type: "boolean", default: false },
} as const;

/** `npm run pictures`. Resolves to the exit status. */
export async function picturesCommand(words: readonly string[]): Promise<number> {
  const { url, browser, only, whole, stack } = parseWords(words, OPTIONS, PICTURES_USAGE);
  const boards = chosenBoards(only);
  const { outputs } = attachToRunning(stack);
  const login = { user: outputs.grafanaAdminUser, password: outputs.grafanaAdminPassword };
  const grafana = await Browser.open(browser, url ?? outputs.grafanaUrl, login);
  const digests = { ...recorded() };
  try {
    for (const board of boards) {
      if (!(await grafana.has(board.uid))) {
        console.log(`${board.uid}: not in this Grafana${needsOf(board)}`);
        continue;
      }
      const file = join(root, FOLDER, `${board.uid}.jpg`);
      await grafana.picture(pathOf(board, outputs.namePrefix), file, whole);
      digests[board.uid] = digestOf(board.uid);
      console.log(file);
    }
  } finally {
    await grafana.close();
  }
  if (!whole) writeFileSync(join(root, RECORD), `${JSON.stringify(digests, null, 2)}\n`);
  return 0;
}

function chosenBoards(only: readonly string[]): readonly Board[] {
  if (only.length === 0) return BOARDS;
  const uids = BOARDS.map(({ uid }) => uid);
  const unknown = only.find((uid) => !uids.includes(uid));
  if (unknown !== undefined) {
    throw new UserError(
      `--only: no dashboard has the uid ${JSON.stringify(unknown)}. Use one of: ${uids.join(", ")}.`,
    );
  }
  return BOARDS.filter(({ uid }) => only.includes(uid));
}

function needsOf({ optional }: Board): string {
  return optional === undefined ? "" : `; it needs the setting ${optional.needs}`;
}

/** The demo's data is what is shown. */
function pathOf({ uid, variables }: Board, namePrefix: string): string {
  const set = Object.entries(variables).map(
    ([name, value]) => `var-${name}=${encodeURIComponent(value.replace("PREFIX", namePrefix))}`,
  );
  return `/d/${uid}?${["from=now-15m", "to=now", "kiosk", ...set].join("&")}`;
}
