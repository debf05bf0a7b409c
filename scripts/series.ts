import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { record, SNAPSHOT_FILE as file } from "../testing/snapshot";

/**
 * Writes the names of what a running stack's stores hold into tests/contract/series.json, against which the
 * tests read every query: `npm run series -- <Prometheus> <Loki> <Tempo>`, three URLs. The stack has to run
 * every service, Alertmanager too, with `engineMetricsTarget` and `remoteWriteUrl` set, and an app that sends a client's and a server's span and a log.
 */
const [prometheus, loki, tempo] = process.argv.slice(2);
if (prometheus === undefined || loki === undefined || tempo === undefined) {
  console.error("Usage: npm run series -- <URL of Prometheus> <URL of Loki> <URL of Tempo>");
  process.exitCode = 1;
} else {
  void write({ prometheus, loki, tempo });
}

async function write(stores: Parameters<typeof record>[0]): Promise<void> {
  const snapshot = await record(stores);
  writeFileSync(file, `${JSON.stringify(snapshot, null, 1)}\n`);
  const count = Object.values(snapshot.metrics).map((metrics) => Object.keys(metrics).length);
  const total = count.reduce((sum, some) => sum + some, 0);
  console.log(`${total} metrics in ${relative(process.cwd(), file)}`);
}
