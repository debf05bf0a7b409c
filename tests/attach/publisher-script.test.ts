import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FILES, folder, inFolders, published, publisher, write } from "../../testing/publisher";

inFolders();

describe("the publisher", () => {
  it("puts its files where the services look, readable by all, and takes them back when it is stopped", async () => {
    const shop = publisher("one", FILES);
    expect(shop.healthy().status).toBe(1);
    const running = await shop.run();
    expect(published()).toEqual({
      "dashboards/My shop/shop.json": '{"uid":"shop"}',
      "owners/shop":
        "one organization/shop/prod/monitoring\nscrape/shop.yml\nrules/shop.yml\ndashboards/My shop/shop.json",
      "rules/shop.yml": "groups: []",
      "scrape/shop.yml": "scrape_configs: []",
    });
    for (const path of Object.keys(published())) {
      expect(statSync(join(folder, "target", path)).mode & 0o777, path).toBe(0o644);
    }
    expect(shop.healthy().status).toBe(0);
    await running.end("SIGTERM");
    expect(published()).toEqual({});
    expect(existsSync(join(folder, "target", "dashboards", "My shop"))).toBe(false);
  });

  it("takes over from the one before, which then takes nothing back; what is no longer there goes", async () => {
    const old = await publisher("one", FILES).run();
    const now = await publisher("two", {
      "rules.yml": "groups: [x]",
      "dashboards/Other/new.json": "{}",
    }).run();
    const expected = {
      "dashboards/Other/new.json": "{}",
      "owners/shop":
        "two organization/shop/prod/monitoring\nrules/shop.yml\ndashboards/Other/new.json",
      "rules/shop.yml": "groups: [x]",
    };
    expect(published()).toEqual(expected);
    await old.end("SIGTERM");
    expect(published()).toEqual(expected);
    await now.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it("leaves files alone that have not changed", async () => {
    const old = await publisher("one", FILES).run();
    const board = join(folder, "target/dashboards/My shop/shop.json");
    const before = statSync(board).ino;
    const now = await publisher("two", { ...FILES, "rules.yml": "groups: [x]" }).run();
    expect(statSync(board).ino).toBe(before);
    await old.end("SIGTERM");
    await now.end("SIGTERM");
  });

  it("comes back after a kill, and has left nothing that nobody owns", async () => {
    const killed = await publisher("one", FILES).run();
    await killed.end("SIGKILL");
    const left = published();
    expect(Object.keys(left)).toHaveLength(4);
    // Killed with the lock in hand, and a file half-way.
    mkdirSync(join(folder, "target/.lock"));
    write("target/.lock/holder", "one\n");
    write("target/.new.shop", "half");
    const again = await publisher("one", FILES).run();
    expect(published()).toEqual(left);
    await again.end("SIGTERM");
    expect(published()).toEqual({});
  });

  it("publishes nothing that promtool refuses, tells why, and leaves what was there", async () => {
    const old = await publisher("one", FILES).run();
    const before = published();
    const broken = publisher("two", { "rules.yml": "BROKEN" });
    const { status, stdout } = broken.check();
    expect(status).toBe(1);
    expect(stdout).toBe(
      "promtool, of the stack's own Prometheus, refuses it:\nrules/shop.yml: could not parse expression\n",
    );
    expect(published()).toEqual(before);
    const running = await broken.run();
    expect(running.said()).toContain("not published: shop\n");
    expect(broken.healthy()).toMatchObject({ status: 1, stdout });
    expect(published()).toEqual(before);
    await running.end("SIGTERM");
    expect(published()).toEqual(before);
    await old.end("SIGTERM");
  });

  it("is checked together with what other projects have published", async () => {
    const other = await publisher("one", { "scrape.yml": "fine" }, "other").run();
    expect(publisher("two", FILES).check()).toMatchObject({ status: 0, stdout: "" });
    write("target/scrape/other.yml", "BROKEN");
    expect(publisher("two", FILES).check().stdout).toContain("scrape/other.yml: could not parse");
    await other.end("SIGTERM");
  });

  it("refuses a dashboard's uid that is the stack's own, or another project's", async () => {
    expect(publisher("one", { "dashboards/Shop/containers.json": "{}" }).check()).toMatchObject({
      status: 1,
      stdout:
        'The dashboard uid "containers" is one of the stack\'s own. Give the dashboard another uid.\n',
    });
    const other = await publisher("two", { "dashboards/Other/shop.json": "{}" }, "other").run();
    expect(publisher("three", FILES).check()).toMatchObject({
      status: 1,
      stdout:
        'The dashboard uid "shop" is used by the extension other. Give the dashboard another uid.\n',
    });
    await other.end("SIGTERM");
  });

  it("refuses a dashboards' folder that another extension uses, whatever its case", async () => {
    const other = await publisher("one", { "dashboards/My shop.1/a.json": "{}" }, "other").run();
    expect(publisher("two", { "dashboards/my Shop.1/b.json": "{}" }).check()).toMatchObject({
      status: 1,
      stdout:
        'The dashboard folder "my Shop.1" is used by the extension other. Set folder to another title.\n',
    });
    for (const free of ["My shop", "My shopx1", "shop.1", "My shop.1 more"]) {
      expect(publisher(free, { [`dashboards/${free}/b.json`]: "{}" }).check().status, free).toBe(0);
    }
    expect(
      publisher("three", { "dashboards/My shop.1/b.json": "{}" }, "other").check().status,
    ).toBe(0);
    await other.end("SIGTERM");
  });

  it("says so where the stack is on another engine", () => {
    rmSync(join(folder, "config"), { recursive: true });
    rmSync(join(folder, "boards"), { recursive: true });
    const { status, stdout } = publisher("one", FILES).check();
    expect(status).toBe(1);
    expect(stdout).toMatch(/not on this Docker engine.*docker:host/);
  });
});
