import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { chownVolume } from "../../components/platform/volume-owner";
import { failures } from "../../testing/attached";

const context = {
  namePrefix: "observability-test",
  busyboxImage: "busybox:1.37",
  images: { get: () => undefined },
} as unknown as Parameters<typeof chownVolume>[1]["context"];

/** Hands a volume over, with a chown that ends as told; the volume's name, and what the container was made of. */
async function handOver(ended: object, preview = false) {
  const made: Record<string, unknown>[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        if (type === "docker:index/container:Container") made.push(inputs as never);
        return { id: `${name}-id`, state: { ...(inputs as object), ...ended } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "container-observability",
    "test",
    preview,
  );
  const outputs = await pulumi.runtime.runInPulumiStack(() => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    const args = { context, volumeName: "data", owner: 10001, containerName: "data" };
    return Promise.resolve({ volumeName: chownVolume("data", args, parent) });
  });
  await pulumi.runtime.disconnect();
  return { volumeName: (outputs as { volumeName: unknown } | undefined)?.volumeName, made };
}

describe("a volume that is handed over", () => {
  it("has its name when chown is done, or is not known to have failed", async () => {
    for (const ended of [{ exitCode: 0, containerLogs: "" }, {}]) {
      const { volumeName, made } = await handOver(ended);
      expect(volumeName).toBe("data");
      expect(made).toEqual([
        expect.objectContaining({ attach: true, logs: true, tty: true, mustRun: false }),
      ]);
    }
    expect((await handOver({}, true)).made).toHaveLength(1);
  });

  it("fails with what chown said, and how to try again", async () => {
    const said = "chown: /data: Read-only file system\r\n";
    const errors = await failures(() => handOver({ exitCode: 1, containerLogs: said }));
    const told = errors.map(({ message }) => message).join("\n");
    expect(told).toMatch(/^The volume data could not be given to the user 10001, .* status 1:$/m);
    expect(told).toMatch(/^chown: \/data: Read-only file system$/m);
    expect(told).toMatch(/pulumi up --replace 'urn:pulumi:test::.*::data-owner'$/m);
  });
});
