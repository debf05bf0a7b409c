import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FILES, folder, inFolders, published, publisher, write } from "../../testing/publisher";

/** What the images have; busybox' is not on every machine that runs the tests. */
const SHELLS = ["sh", "dash", "busybox sh"].filter(
  (shell) => spawnSync("sh", ["-c", `${shell} -c true`]).status === 0,
);

inFolders();

describe("one publisher of several", () => {
  it("refuses a name that another project uses, and leaves that one's files", async () => {
    const old = await publisher("one", FILES).run();
    const before = published();
    const thief = publisher("two", { "rules.yml": "groups: [x]" }, "shop", {
      owner: "organization/other/prod/a b",
    });
    const stdout =
      'The extension name "shop" is used by organization/shop/prod/monitoring (organization/project/stack/resource). Set extensionName to another name.\n';
    expect(thief.check()).toMatchObject({ status: 1, stdout });
    const running = await thief.run();
    expect(published()).toEqual(before);
    await running.end("SIGTERM");
    expect(published()).toEqual(before);
    await old.end("SIGTERM");
    expect(published()).toEqual({});
    const now = await thief.run();
    expect(thief.check()).toMatchObject({ status: 0, stdout: "" });
    await now.end("SIGTERM");
  });

  it("takes over what was published before owners were stored", async () => {
    write("target/owners/shop", "zero\nrules/shop.yml\ndashboards/Old/old.json\n");
    write("target/rules/shop.yml", "groups: [old]");
    write("target/dashboards/Old/old.json", "{}");
    const shop = publisher("one", { "rules.yml": "groups: []" });
    expect(shop.check().status).toBe(0);
    const running = await shop.run();
    expect(Object.keys(published())).toEqual(["owners/shop", "rules/shop.yml"]);
    await running.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it.each(SHELLS)(
    "takes its files back when it is stopped at its first attempt (%s)",
    async (shell) => {
      write("bin/promtool", '#!/bin/sh\ntouch "$FOLDER/started"\nsleep 1\n');
      const left = await publisher("one", FILES).run();
      await left.end("SIGKILL");
      rmSync(join(folder, "started"));
      const again = publisher("one", FILES, "shop", { shell: shell.split(" ") });
      expect(await again.stopOnce("started")).toBe(0);
      expect(published()).toEqual({});
      expect(existsSync(join(folder, "target/.lock"))).toBe(false);
    },
  );

  it("gives the lock of one that was killed to one of those who wait for it", async () => {
    write(
      "bin/promtool",
      '#!/bin/sh\nmkdir "$FOLDER/busy" || touch "$FOLDER/both"\nsleep 1\nrmdir "$FOLDER/busy"\n',
    );
    write("target/.lock/holder", "dead\n");
    const all = await Promise.all(
      ["one", "two"].map((name) => publisher(name, { "rules.yml": "groups: []" }, name).run()),
    );
    expect(existsSync(join(folder, "both"))).toBe(false);
    expect(Object.keys(published())).toHaveLength(4);
    for (const one of all) await one.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it("leaves a lock alone that another one has taken from it", async () => {
    write("bin/promtool", '#!/bin/sh\necho thief >"$TARGET/.lock/holder"\n');
    const running = await publisher("one", { "rules.yml": "groups: []" }).run();
    expect(published()).toHaveProperty([".lock/holder"], "thief");
    await running.end("SIGTERM");
    expect(published()).toEqual({});
  });
});
