import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump } from "js-yaml";
import { defaults } from "../../components/settings/defaults";
import { docker } from "../../testing/e2e/engine";
import { gateway } from "./configs";

/** A Collector with its stock configuration, in front of the stores of another stack. */
export class StockCollector {
  readonly container = "bench-stock-collector";
  readonly #folder = mkdtempSync(join(tmpdir(), "collector-"));

  constructor(private readonly httpPort: number) {}

  get endpoint(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  start(network: string): void {
    const file = join(this.#folder, "config.yaml");
    writeFileSync(file, dump(gateway));
    docker(
      ...["run", "--detach", "--name", this.container, "--network", network],
      ...["--publish", `127.0.0.1:${this.httpPort}:4318`],
      ...["--volume", `${file}:/etc/otelcol-contrib/config.yaml:ro`],
      ...[defaults.collectorImage, "--config=/etc/otelcol-contrib/config.yaml"],
    );
  }

  remove(): void {
    docker("rm", "--force", this.container);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
