import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Clone } from "../../../testing/e2e/clone";
import { containerIds, docker, health, ioLimit, networks } from "../../../testing/e2e/engine";
import { Life, PREFIX, CONTAINERS, STACK } from "../../../testing/e2e/life";
import { leftovers, removeLeftovers } from "../../../testing/e2e/leftovers";
import { describeOnEngine } from "../../../testing/e2e/on-engine";

const BUSYBOX = "busybox:1.37";

/** A part of the story. Registers tests, which use the stack in the state that the previous chapter left. */
export type Chapter = (life: () => Life) => void;

/** Tests one stack throughout its life. It starts with `up` in a bare clone. The last chapter may remove it. */
export function story(title: string, chapters: readonly Chapter[]): void {
  describeOnEngine(title, () => {
    let life: Life;

    beforeAll(async () => {
      const clone = new Clone();
      expect(existsSync(join(clone.folder, "node_modules"))).toBe(false);
      life = new Life(clone);
      // An aborted run may have left containers that conflict with those of this run.
      removeForeign();
      const left = removeLeftovers(STACK);
      if (left.length > 0) console.warn(`An earlier run left: ${left.join(", ")}`);
      startForeignContainers();
      const first = await clone.npm("up", ["--yes", "--stack", life.stack.name]);
      life.firstUp = first.output;
      expect(first.status, `${first.output}\nOn the engine: ${leftovers(STACK).join(", ")}`).toBe(
        0,
      );
    });

    afterAll(async () => {
      // A failed chapter may have left containers on the stack's network, which `down` could then not remove.
      removeForeign();
      await life.stack.down();
      life.clone.remove();
    });

    it("deploys all services healthy from a bare clone, and prints their addresses", () => {
      expect(life.firstUp).toMatch(/Engine +Docker \d.* at unix:/);
      expect(life.firstUp).toContain(`Grafana             ${life.stack.url("grafanaPort")}`);
      expect(life.firstUp).toMatch(/Log in to Grafana as admin/);
      expect(life.firstUp).toMatch(/Stack e2e: all \d+ checks passed/);
      expect([...containerIds(PREFIX).keys()].sort()).toEqual(
        CONTAINERS.map((service) => PREFIX + service),
      );
      for (const service of CONTAINERS) expect(health(PREFIX + service), service).toBe("healthy");
      const passphrase = join(life.clone.folder, ".pulumi-local", "passphrase");
      expect(statSync(passphrase).mode & 0o777).toBe(0o600);
    });

    for (const chapter of chapters) chapter(() => life);
  });
}

/** Removes everything that the chapters start beside the stack. */
function removeForeign(): void {
  const left = docker("ps", "-aq", "--filter", "name=^e2e-").split("\n").filter(Boolean);
  if (left.length > 0) docker("rm", "-f", "-v", ...left);
  for (const network of networks("e2e-")) docker("network", "rm", network);
  docker("volume", "rm", "-f", "e2e-writer", "e2e-adopted");
}

/** Starts containers outside of the stack: with and without a name on their log lines, and with real disk I/O. */
function startForeignContainers(): void {
  const prints = ["sh", "-c", "i=0; while :; do i=$((i+1)); echo line $i; sleep 1; done"];
  const writes = [
    "sh",
    "-c",
    "while :; do dd if=/dev/zero of=/data/x bs=4096 count=8 oflag=direct; sleep 1; done",
  ];
  const run = (name: string, ...words: string[]) => docker("run", "-d", "--name", name, ...words);
  run("e2e-foreign", BUSYBOX, ...prints);
  run(
    "e2e-named",
    ...["--log-opt", "tag={{.Name}}"],
    ...["--log-opt", "labels=com.docker.compose.project,com.docker.compose.service"],
    ...["--label", "com.docker.compose.project=shop", "--label", "com.docker.compose.service=web"],
    BUSYBOX,
    ...prints,
  );
  run("e2e-writer", ...ioLimit(), "-v", "e2e-writer:/data", BUSYBOX, ...writes);
}
