import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ObservabilityPipeline } from "../components/pipeline";
import { cases } from "../testing/cases";
import { lostNames, newNames, registrations } from "../testing/registrations";
import { modernEngine, settingsWith } from "../testing/settings";

const listed = JSON.parse(
  readFileSync(join(__dirname, "contract", "resources.json"), "utf8"),
) as string[];

/**
 * Pulumi identifies a resource by its name, type and parents: without an alias, a renamed volume is replaced by an
 * empty one.
 */
describe("resources of an existing stack", () => {
  it("keep their names", async () => {
    const found = [];
    const used = ["defaults", "everything-set", "tls"].map((name) => cases[name] ?? settingsWith());
    for (const settings of used) {
      found.push(
        ...(await registrations(
          () => new ObservabilityPipeline("pipeline", { settings, engine: modernEngine }).outputs,
        )),
      );
    }
    expect(lostNames(listed, found)).toBe("");
    expect(newNames(listed, found), "add these to tests/contract/resources.json").toEqual([]);
  }, 60_000);
});

class Box extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { type?: string; child: string; childAliases?: pulumi.Alias[] },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(args.type ?? "test:index:Box", name, {}, opts);
    new docker.Volume(
      args.child,
      {},
      { parent: this, ...(args.childAliases === undefined ? {} : { aliases: args.childAliases }) },
    );
    this.registerOutputs();
  }
}

describe("the name check", () => {
  const VOLUME = "docker:index/volume:Volume";
  const before = ["test:index:Box::box", `test:index:Box$${VOLUME}::box-data`];
  const check = async (make: () => Box) => lostNames(before, await registrations(() => [make()]));

  it("finds nothing if nothing was renamed", async () => {
    expect(await check(() => new Box("box", { child: "box-data" }))).toBe("");
  });

  it("fails for a renamed resource, and suggests a fix", async () => {
    const lost = await check(() => new Box("box", { child: "box-volume" }));
    expect(lost).toContain(`  ${before[1] ?? ""}\n`);
    expect(lost).not.toContain(`  ${before[0] ?? ""}\n`);
    expect(lost).toMatch(/give it `aliases`: see CONTRIBUTING\.md.*CHANGELOG\.md/);
  });

  it("accepts an alias", async () => {
    const childAliases = [{ name: "box-data" }];
    expect(await check(() => new Box("box", { child: "box-volume", childAliases }))).toBe("");
  });

  it("fails for a renamed component and everything in it, and accepts one alias for all of them", async () => {
    const renamed = (opts: pulumi.ComponentResourceOptions) => () =>
      new Box("crate", { child: "crate-data" }, opts);
    expect((await check(renamed({}))).match(/^ {2}test:/gm)).toHaveLength(2);
    expect(await check(renamed({ aliases: [{ name: "box" }] }))).toBe("");
  });

  it("fails for a component's new type, and accepts the alias", async () => {
    const retyped = (opts: pulumi.ComponentResourceOptions) => () =>
      new Box("box", { type: "test:index:Crate", child: "box-data" }, opts);
    expect((await check(retyped({}))).match(/^ {2}test:/gm)).toHaveLength(2);
    expect(await check(retyped({ aliases: [{ type: "test:index:Box" }] }))).toBe("");
  });

  it("lists new resources", async () => {
    const made = await registrations(() => [new Box("box", { child: "box-more" })]);
    expect(newNames(before, made)).toEqual([`test:index:Box$${VOLUME}::box-more`]);
  });
});
