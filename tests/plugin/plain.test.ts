import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import {
  plainArguments,
  type ArgumentSchema,
  type ArgumentTypes,
} from "../../components/plugin/plain";
import { PackageProvider } from "../../components/plugin/provider";
import { settled } from "../../testing/attached";

const root = join(__dirname, "..", "..");
const { resources, types } = JSON.parse(readFileSync(join(root, "schema.json"), "utf8")) as {
  resources: Record<string, { inputProperties: Record<string, ArgumentSchema> }>;
  types: ArgumentTypes;
};
const { unknown } = pulumi as unknown as { unknown: unknown };
const CONTAINER = "observability:index:ObservedContainer";

const plain = (given: Record<string, unknown>) =>
  plainArguments(given, resources[CONTAINER]?.inputProperties ?? {}, types);

describe("plain arguments that come as outputs", () => {
  it("are waited for, at every depth", async () => {
    const { args, problems } = await plain({
      stack: pulumi.output("dev"),
      command: ["sleep", pulumi.output("1")],
      ports: pulumi.output([{ internal: 80, external: pulumi.output(8080) }]),
      user: undefined,
    });
    expect(problems).toEqual([]);
    expect(args).toEqual({
      stack: "dev",
      command: ["sleep", "1"],
      ports: [{ internal: 80, external: 8080 }],
      user: undefined,
    });
  });

  it("leave the Inputs within as they are, unknown or secret", async () => {
    const image = pulumi.output("busybox");
    const secret = pulumi.secret("token");
    const { args, problems } = await plain({
      image,
      environment: { A: secret, B: unknown },
      networks: pulumi.output([unknown]),
      files: [{ containerPath: pulumi.output("/a"), content: secret }],
    });
    expect(problems).toEqual([]);
    expect(args["image"]).toBe(image);
    expect(args["environment"]).toEqual({ A: secret, B: unknown });
    expect(pulumi.containsUnknowns(args["networks"])).toBe(true);
    expect(args["files"]).toMatchObject([{ containerPath: "/a" }]);
    expect((args["files"] as { content: unknown }[])[0]?.content).toBe(secret);
  });

  it("make the Inputs within secret where all of it is", async () => {
    const files = [{ containerPath: "/a", content: "token" }];
    const { args, problems } = await plain({ files: pulumi.secret(files) });
    expect(problems).toEqual([]);
    const [file] = args["files"] as { containerPath: string; content: pulumi.Output<string> }[];
    expect(file?.containerPath).toBe("/a");
    expect(file && (await settled(file.content))).toEqual({ value: "token", secret: true });
  });

  it("are refused where they are unknown or secret, all at once, and nothing is made", async () => {
    const made = new PackageProvider(root).construct(
      "shop",
      CONTAINER,
      {
        stack: unknown,
        user: pulumi.secret("token"),
        ports: [{ internal: pulumi.output(unknown), external: 1 }],
        command: pulumi.secret(["token"]),
      },
      {},
    );
    const { message } = (await made.catch((error: unknown) => error)) as Error;
    expect(message).toMatch(/^ObservedContainer "shop": nothing was changed\./);
    expect(message).toMatch(/stack: its value is known only after the update/);
    expect(message).toMatch(/ports\[0\]\.internal: its value is known only after the update/);
    expect(message).toMatch(/user: its value is a secret/);
    expect(message).toMatch(/command: its value is a secret/);
    expect(message).not.toContain("token");
  });
});
