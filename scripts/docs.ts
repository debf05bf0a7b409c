import { withRules } from "./docs/alerts-page";
import { commandsPage } from "./docs/commands-page";
import { withPictures } from "./docs/dashboards-page";
import { between, writePage } from "./docs/page";
import { settingsPage } from "./docs/settings-page";
import { versionsTable } from "./docs/versions-table";

const VERSIONS = ["<!-- prettier-ignore-start -->", "<!-- prettier-ignore-end -->"] as const;

/** Writes the generated pages of docs/reference, and the generated parts of others. With --check it only compares. */
async function main(): Promise<void> {
  await writePage("reference/settings.md", settingsPage);
  await writePage("reference/commands.md", commandsPage);
  await writePage("reference/alerts.md", withRules);
  await writePage("reference/versions.md", (page) => between(page, VERSIONS, versionsTable()));
  await writePage("reference/dashboards.md", withPictures);
}

void main();
