import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser as Chromium, type Page } from "playwright-core";
import { UserError } from "../../components/problem";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const WIDTH = 1440;
const SCREEN = 1000;
/** Panels below the screen are loaded only if the screen reaches them. */
const WHOLE = 4200;
const JPEG_QUALITY = 78;
const WITHIN_MS = 60_000;
/** Until lines have been drawn and tables have got their widths. */
const SETTLED_MS = 3_000;

interface Login {
  readonly user: string;
  readonly password: string;
}

/** Grafana in a browser without a window, logged in. */
export class Browser {
  private constructor(
    private readonly chromium: Chromium,
    private readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(program: string | undefined, url: string, login: Login): Promise<Browser> {
    const opened = await chromium.launch({
      executablePath: program ?? installed(),
      args: ["--no-sandbox", "--hide-scrollbars"],
    });
    const page = await opened.newPage({ colorScheme: "dark", ignoreHTTPSErrors: true });
    const answer = await page.request.post(`${url}/login`, { data: login });
    if (answer.ok()) return new Browser(opened, page, url);
    await opened.close();
    throw new UserError(`Grafana at ${url} rejects the login: ${answer.status()}.`);
  }

  async has(uid: string): Promise<boolean> {
    return (await this.page.request.get(`${this.url}/api/dashboards/uid/${uid}`)).ok();
  }

  /** A picture of a page once all of its queries are answered. */
  async picture(path: string, file: string, whole: boolean): Promise<void> {
    await this.page.setViewportSize({ width: WIDTH, height: whole ? WHOLE : SCREEN });
    await this.page.goto(`${this.url}${path}`, { waitUntil: "domcontentloaded" });
    await this.page.waitForSelector("[data-testid^='data-testid Panel header']", {
      timeout: WITHIN_MS,
    });
    await this.page.waitForLoadState("networkidle", { timeout: WITHIN_MS }).catch(() => undefined);
    await this.page.waitForTimeout(SETTLED_MS);
    await this.page.screenshot({ path: file, type: "jpeg", quality: JPEG_QUALITY });
  }

  async close(): Promise<void> {
    await this.chromium.close();
  }
}

function installed(): string {
  const folders = (process.env["PATH"] ?? "").split(":");
  const found = folders
    .flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  if (found === undefined) {
    throw new UserError(
      `No Chromium on the PATH. Install one (apt-get install chromium), or name it: npm run pictures -- --browser /path/to/chrome.`,
    );
  }
  return found;
}
