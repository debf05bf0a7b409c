import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DATA_SERVICES } from "../../components/settings/data-owners";
import { defaults } from "../../components/settings/defaults";
import { DEFAULT_SERVICES } from "../../components/settings/services";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { docker, volumes } from "../../testing/e2e/engine";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { eventually, logql, promql, sendAll, traceql } from "../../testing/e2e/stores";
import { project } from "../../testing/project-files";

const NAME = "upgrade";
const PREFIX = `observability-${NAME}`;
/** Version 0.2.0. */
const RELEASE = "6485140";

const known = spawnSync("git", ["cat-file", "-e", `${RELEASE}^{commit}`], { cwd: project });
const MARK = "before_the_upgrade";
/** A container that continuously prints numbered lines. */
const WRITER = `${PREFIX}-writer`;

if (known.status === 0) describeOnEngine("a stack of version 0.2.0", upgrade);
// The title does not say "needs": `--require-all` is about requirements of the machine, not about a shallow clone.
else it.skip(`a stack of version 0.2.0 (this clone's history lacks the commit ${RELEASE})`);

function upgrade(): void {
  let clone: Clone;
  let stack: Stack;
  let before: Record<string, string>;

  beforeAll(async () => {
    clone = Clone.at(RELEASE);
    stack = new Stack(clone, NAME, 28300, { protectData: false });
    const made = await stack.up();
    expect(made.status, made.output).toBe(0);
    await sendAll(stack.url("otlpHttpPort"), { "service.name": "e2e-upgrade" }, MARK);
    await isStored();
    const count = 'i=0; while :; do i=$((i+1)); echo "line $i"; sleep 0.1; done';
    docker("run", "-d", "--name", WRITER, defaults.busyboxImage, "sh", "-c", count);
    before = identities();
    clone.update();
  }, 900_000);

  afterAll(async () => {
    docker("rm", "-f", WRITER);
    await stack.down();
    clone.remove();
  });

  /** Checks that the data is stored. The metric has only one old sample, so its query needs a range. */
  async function isStored(): Promise<void> {
    await eventually(
      "a span",
      async () => (await traceql(stack.url("tempoPort"), `{ name = "${MARK}" }`))[0],
    );
    await eventually(
      "a log record",
      async () =>
        (await logql(stack.url("lokiPort"), `{service_name="e2e-upgrade"} |= "${MARK}"`))[0],
    );
    await eventually(
      "a metric",
      async () => (await promql(stack.url("prometheusPort"), `max_over_time(${MARK}[1h])`))[0],
    );
  }

  /** Returns the network and the data volumes, each with a value that changes if it is recreated. */
  function identities(): Record<string, string> {
    const ofData = volumes(`${PREFIX}-`).filter((name) =>
      DATA_SERVICES.some((service) => name === `${PREFIX}-${service}-data`),
    );
    return {
      [PREFIX]: docker("network", "inspect", "--format", "{{.Id}}", PREFIX),
      ...Object.fromEntries(
        ofData.map((name) => [
          name,
          docker("volume", "inspect", "--format", "{{.CreatedAt}}", name),
        ]),
      ),
    };
  }

  /** Checks that every line that the writer has printed so far is stored once, even if the agent was replaced. */
  async function hasEachLineOnce(): Promise<void> {
    const written = docker("logs", WRITER).split("\n");
    const last = written.at(-1) ?? "";
    const id = docker("inspect", "--format", "{{.Id}}", WRITER).slice(0, 12);
    const stored = await eventually("the writer's last line", async () => {
      const found = await logql(
        stack.url("lokiPort"),
        `{deployment_environment_name=~".+"} | container_id="${id}"`,
      );
      const lines = found.map(({ line }) => line);
      return lines.includes(last) ? lines : undefined;
    });
    const upTo = (lines: readonly string[]) =>
      lines.map((line) => Number(line.split(" ")[1])).filter((n) => n <= written.length);
    expect(upTo(stored).sort((a, b) => a - b)).toEqual(upTo(written));
  }

  it("is updated by this version, and keeps its network and volumes", async () => {
    expect(Object.keys(before).length).toBeGreaterThan(5);
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    expect(identities()).toEqual(before);
  }, 600_000);

  it("still has its stored data", isStored);

  it("has stored every line of a container once", hasEachLineOnce);

  it("sends the data in its queues, whose metrics keep their names", async () => {
    await eventually("empty queues", async () => {
      const queues = await promql(stack.url("prometheusPort"), "otelcol_exporter_queue_size");
      const waiting = queues.filter(({ value }) => value?.[1] !== "0");
      return queues.length > 3 && waiting.length === 0 ? queues : undefined;
    });
  });

  it("finds nothing to do in the next preview", async () => {
    const { status, output } = await stack.preview(["--expect-no-changes"]);
    expect(status, output).toBe(0);
  });

  it("passes verify", async () => {
    const { status, output } = await stack.verify();
    expect(status, output).toBe(0);
  });

  it("adds a service that serves metrics from files of the host", async () => {
    const folder = mkdtempSync(join(tmpdir(), "textfile-"));
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, "backup.prom"), "backup_age_seconds 42\n");
    stack.configure({
      services: [...DEFAULT_SERVICES, "node-exporter"],
      textfileDirectory: folder,
    });
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    const [series] = await eventually("the metric of the file", async () => {
      const found = await promql(stack.url("prometheusPort"), "backup_age_seconds");
      return found.length > 0 ? found : undefined;
    });
    expect(series).toMatchObject({
      metric: { job: "node-exporter", host_name: docker("info", "--format", "{{.Name}}") },
      value: [expect.any(Number), "42"],
    });
    expect(identities()).toEqual(before);
    rmSync(folder, { recursive: true });
  });

  it("goes back to version 0.2.0, and still has every line once", async () => {
    clone.checkOut(RELEASE);
    stack.configure({ services: undefined, textfileDirectory: undefined });
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    expect(identities()).toEqual(before);
    await isStored();
    await hasEachLineOnce();
  }, 600_000);
}
