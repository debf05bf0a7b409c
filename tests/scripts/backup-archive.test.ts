import { existsSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { store, unstore } from "../../scripts/backup/archive";
import { emptyFolder } from "../../scripts/backup/folder";
import { whileStopped } from "../../scripts/backup/pause";
import { treeOf } from "../../scripts/backup/tree";
import { stream, tar } from "../../testing/archives";
import { ok, withEngine } from "../../testing/fake-engine";

const temporary = () => mkdtempSync(join(tmpdir(), "archive-"));
const never = new AbortController().signal;

describe("an archive", () => {
  it("is stored for its owner alone, and comes back as it was", async () => {
    const path = join(temporary(), "tempo.tar.gz");
    const archive = await tar({ a: "one", b: "x".repeat(10_000) });
    const { file, tree } = await store(stream(archive), path, never);
    expect(tree).toMatchObject({ files: 2, bytes: 10_003 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(file).toMatchObject({ file: "tempo.tar.gz", bytes: statSync(path).size });
    const back: Buffer[] = [];
    await unstore(path, async (unpacked) => {
      for await (const chunk of unpacked) back.push(chunk as Buffer);
    });
    expect(Buffer.concat(back).equals(archive)).toBe(true);
  });

  it("has no name of its own where the engine did not end it", async () => {
    const path = join(temporary(), "tempo.tar.gz");
    const archive = await tar({ a: "one", b: "two" });
    for (const length of [archive.length - 1024, 1700]) {
      await expect(store(stream(archive.subarray(0, length)), path, never)).rejects.toThrow(
        /before its end/,
      );
      expect(existsSync(path)).toBe(false);
      emptyFolder(join(path, ".."));
    }
  });

  it("tells whoever takes it when it is no archive", async () => {
    const path = join(temporary(), "tempo.tar.gz");
    writeFileSync(path, "no gzip");
    const taken = unstore(path, async (unpacked) => {
      for await (const chunk of unpacked) expect(chunk).toBeDefined();
    });
    await expect(taken).rejects.toThrow(/incorrect header check/);
  });

  it("is another one where a path, a mode, an owner or a byte is", async () => {
    const same = await treeOf(stream(await tar({ a: "1", b: "2" })));
    expect((await treeOf(stream(await tar({ b: "2", a: "1" })))).sha256).toBe(same.sha256);
    const others = [
      await tar({ a: "1", c: "2" }),
      await tar({ a: "1", b: "3" }),
      await tar({ a: "1", b: "2" }, { mode: 0o600 }),
      await tar({ a: "1", b: "2" }, { gid: 7 }),
    ];
    for (const other of others) {
      expect((await treeOf(stream(other))).sha256).not.toBe(same.sha256);
    }
  });
});

describe("a service that is stopped for its copy", () => {
  const state = (more: object) =>
    ok({ Id: "1", RestartCount: 0, State: { Running: false, StartedAt: "t", ...more } });
  const calls = { "/containers/c/stop": ok({}), "/containers/c/start": ok({}) };

  it("is refused what was read while it ran", async () => {
    const answers = { ...calls, "/containers/c/json": state({ Running: true }) };
    const paused = withEngine(answers, (client) =>
      whileStopped(client, "c", never, () => Promise.resolve(1)),
    );
    await expect(paused).rejects.toThrow(/started by another command/);
  });

  it("is given up on when it ends again and again", async () => {
    const answers = {
      ...calls,
      "/containers/c/json": ok({ Id: "1", RestartCount: 3, State: { StartedAt: "t" } }),
    };
    const paused = withEngine(answers, (client) =>
      whileStopped(client, "c", never, () => Promise.resolve(1)),
    );
    await expect(paused).rejects.toThrow(/ends again and again.*docker logs c/);
  });

  it("is not stopped any more when the whole was ended", async () => {
    const ended = AbortSignal.abort(new Error("ended"));
    const paused = withEngine({}, (client) =>
      whileStopped(client, "c", ended, () => Promise.resolve(1)),
    );
    await expect(paused).rejects.toThrow("ended");
  });
});
