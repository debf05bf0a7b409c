import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Pulumi } from "../../scripts/stack/cli";
import { requireOutputs } from "../../scripts/stack/outputs";

/** A Pulumi CLI that prints these outputs, or fails. */
function cli(outputs: object | undefined): Pulumi {
  const program = join(mkdtempSync(join(tmpdir(), "cli-")), "pulumi");
  const answer = outputs === undefined ? "exit 1" : `echo '${JSON.stringify(outputs)}'`;
  writeFileSync(program, `#!/bin/sh\n${answer}\n`);
  chmodSync(program, 0o755);
  return { program, version: "3.259.0", environment: process.env };
}

const read = (outputs: object | undefined) => requireOutputs(cli(outputs), tmpdir(), "prod");

describe("outputs of a stack that has to be up", () => {
  it("are as the stack tells them", () => {
    const outputs = { networkName: "n", namePrefix: "n", hostName: "h", signals: {} };
    expect(read(outputs)).toEqual(outputs);
  });

  it("are asked for by name where there are none, or too few, or they cannot be read", () => {
    expect(() => read({})).toThrow(
      "The stack prod is not up. Bring it up with: npm run up -- --stack prod",
    );
    expect(() => read({ networkName: "n", hostName: "h" })).toThrow(
      /by an older version, which has no output namePrefix, signals.*npm run up -- --stack prod/,
    );
    expect(() => read(undefined)).toThrow("The outputs of the stack prod cannot be read.");
  });
});
