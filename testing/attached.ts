import * as pulumi from "@pulumi/pulumi";
import { stackOutputs } from "../components/outputs";
import { planOf } from "../components/plan/plan";
import type { PipelineSettings } from "../components/settings/schema";
import { settingsWith } from "./settings";

/** A stack that another project references, as its backend stores it. */
export interface Recorded {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly secret?: readonly string[];
}

/** A resource that a project registered while it attaches to other stacks. */
export interface Attached {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** Returns the outputs of a pipeline's stack `test`. */
export function pipelineOutputs(overrides: Partial<PipelineSettings> = {}): Recorded {
  const outputs = stackOutputs(planOf(settingsWith(overrides)), {
    networkName: pulumi.output("observability-test"),
    extensionsVolume: pulumi.output("observability-test-extensions"),
    grafanaAdminPassword: undefined,
    tls: undefined,
  });
  return {
    outputs: {
      ...outputs,
      networkName: "observability-test",
      extensionsVolume: "observability-test-extensions",
      grafanaAdminPassword: "password-of-grafana",
    },
    secret: ["grafanaAdminPassword"],
  };
}

/** Runs a program that references these stacks (by full name) under Pulumi's mocks. */
export async function attached<T>(
  stacks: Readonly<Record<string, Recorded>>,
  program: () => T | Promise<T>,
  { organization = "organization", preview = false } = {},
): Promise<{ resources: Attached[]; result: T }> {
  const resources: Attached[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const given = inputs as Record<string, unknown>;
        resources.push({ type, name, inputs: given });
        if (type !== "pulumi:pulumi:StackReference") return { id: `${name}-id`, state: given };
        const recorded = stacks[String(given["name"])] ?? { outputs: {} };
        return {
          id: id ?? name,
          state: { ...given, outputs: recorded.outputs, secretOutputNames: recorded.secret ?? [] },
        };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "shop",
    "prod",
    preview,
    organization,
  );
  let result: T | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    result = await program();
    return {};
  });
  await pulumi.runtime.disconnect();
  return { resources, result: result as T };
}

/** Returns the value of an output and whether it is secret. Rejects if the output does. */
export async function settled<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  const inside = output as unknown as { promise(): Promise<T>; isSecret: Promise<boolean> };
  return { value: await inside.promise(), secret: await inside.isSecret };
}

/**
 * Returns the errors with which a program's outputs fail. Pulumi ends the program on the first unhandled rejection.
 * A failing output rejects several promises, which the test runner would report as errors of the test.
 */
export async function failures(program: () => Promise<unknown>): Promise<Error[]> {
  const found = new Set<Error>();
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  // A resource with a failed input is never created, so a program that waits for it never ends.
  const failed = new Promise<void>((resolve) => {
    process.on("unhandledRejection", (reason) => {
      found.add(reason as Error);
      resolve();
    });
  });
  try {
    await Promise.race([program().catch((error: unknown) => found.add(error as Error)), failed]);
    // Node reports unhandled rejections only after everything that might handle them has run.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
  }
  return [...found];
}
