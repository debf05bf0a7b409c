import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { PulledImages } from "../../components/platform/images";
import { validate, type ConfigCheck } from "../../components/platform/config-validation";
import { FakeContainers, type Ending, type FakeContainer } from "../../testing/fake-containers";

const FINE: Ending = { status: 0, printed: "SUCCESS" };
const FILES = { "/config/a.yml": "a: 1\n", "/config/b.yml": "b: 2\n" };
const CHECK: ConfigCheck = {
  image: "example.com/service:1",
  entrypoint: ["checker"],
  command: ["check", "/config/a.yml"],
};

/** Checks the files with an engine whose containers end so; what it made, and the message where they are refused. */
async function checked(
  ending: (container: FakeContainer) => Ending,
  check: ConfigCheck = CHECK,
  left: readonly (readonly [string, string])[] = [],
) {
  const engine = new FakeContainers(ending);
  for (const [id, mark] of left) engine.there.set(id, mark);
  const refused = await engine.use((client) =>
    validate({
      context: { namePrefix: "observability-test", client, images: new PulledImages({}) },
      purpose: "service-config",
      files: FILES,
      check,
    }).then(
      () => "",
      (error: unknown) => (error as Error).message,
    ),
  );
  return { engine, refused };
}

describe("a configuration that is to be put in place", () => {
  it("is read by the service's own program, in a container that can do nothing else and goes again", async () => {
    const { engine, refused } = await checked(() => FINE, {
      ...CHECK,
      files: { "/secrets/x": { content: pulumi.secret("hush-hush"), onlyFor: 10001 } },
      directories: ["/hostfs"],
    });
    expect(refused).toBe("");
    const [made, ...more] = engine.made;
    expect(more).toEqual([]);
    expect(made?.name).toMatch(/^observability-test-service-config-check-[0-9a-f]{8}$/);
    expect(made?.body).toMatchObject({
      Image: "example.com/service:1",
      Entrypoint: ["checker"],
      Cmd: ["check", "/config/a.yml"],
      Labels: { "container-observability.stack": "observability-test" },
      HostConfig: {
        NetworkMode: "none",
        CapDrop: ["ALL"],
        SecurityOpt: ["no-new-privileges:true"],
        LogConfig: { Type: "local" },
        Mounts: [],
      },
    });
    expect(made?.body.HostConfig.Memory).toBeGreaterThan(0);
    expect(made?.files["/config/b.yml"]).toMatchObject({ content: "b: 2\n", mode: 0o644 });
    expect(made?.files["/secrets/x"]).toMatchObject({
      content: "hush-hush",
      mode: 0o400,
      uid: 10001,
    });
    expect(made?.files["/hostfs"]?.type).toBe("directory");
    expect([...engine.there]).toEqual([]);
  });

  it("is refused with the program's last words, and what to do", async () => {
    const printed = Array.from({ length: 30 }, (_, line) => `\u001b[31mline ${line}\u001b[0m\r\n`);
    const { refused } = await checked(() => ({ status: 1, printed: printed.join("\r\n") }));
    const lines = refused.split("\n");
    expect(lines[0]).toBe("example.com/service:1 rejects /config/a.yml, /config/b.yml:");
    expect(lines.slice(1, -2)).toEqual(
      Array.from({ length: 20 }, (_, line) => `  line ${line + 10}`),
    );
    expect(lines.at(-2)).toMatch(
      /^No file was put in place. The running services keep their config/,
    );
    expect(lines.at(-1)).toMatch(/run the update again\.$/);
  });

  it("tells nothing of a secret that the program repeats", async () => {
    const { refused } = await checked(
      () => ({ status: 1, printed: "authorization: cannot use 'Bearer s3cr3t-t0k3n'" }),
      {
        ...CHECK,
        files: {
          "/secrets/x": {
            content: pulumi.secret("authorization: Bearer s3cr3t-t0k3n\n"),
            onlyFor: 1,
          },
        },
      },
    );
    expect(refused).toContain("  authorization: cannot use '[secret] [secret]'");
    expect(refused).not.toContain("s3cr3t");
  });

  it.each([
    ["does not start", { status: 0, printed: "", starts: false }, /cannot start/],
    ["refuses", { status: 2, printed: "no" }, /rejects/],
  ])(
    "leaves no container behind that %s, nor what an interrupted run left",
    async (_, end, told) => {
      const { engine, refused } = await checked(() => end, CHECK, [
        ["left", "observability-test-service-config"],
        ["others", "observability-other-service-config"],
      ]);
      expect(refused).toMatch(told);
      expect([...engine.there.keys()]).toEqual(["others"]);
      expect(engine.asked.indexOf("DELETE left")).toBeLessThan(engine.asked.indexOf("POST create"));
    },
  );

  it("is not blamed for what only collides with others' files", async () => {
    const check = {
      ...CHECK,
      others: { volumeName: pulumi.output("extensions"), containerPath: "/extensions" },
    };
    const collides = await checked(
      ({ body }) =>
        body.HostConfig.Mounts.length > 0 ? { status: 1, printed: "job twice" } : FINE,
      check,
    );
    expect(collides.engine.made.map(({ body }) => body.HostConfig.Mounts)).toEqual([
      [{ Type: "volume", Source: "extensions", Target: "/extensions", ReadOnly: true }],
      [],
    ]);
    expect(collides.refused).toMatch(
      /would not take .* together with what other projects have put into the volume extensions:\n {2}job twice$/m,
    );
    const own = await checked(() => ({ status: 1, printed: "wrong" }), check);
    expect(own.refused).toMatch(/^example\.com\/service:1 rejects/);
    const fine = await checked(() => FINE, check);
    expect([fine.refused, fine.engine.made.length]).toEqual(["", 1]);
  });
});
