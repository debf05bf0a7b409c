import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { backupCommand } from "../../scripts/backup/command";
import { demo } from "../../scripts/demo/demo";
import { explainCommand } from "../../scripts/explain/command";
import { renderCommand, renderStack } from "../../scripts/render/command";
import { restoreCommand } from "../../scripts/restore/command";
import { parseOptions } from "../../scripts/stack/options";
import { UserError } from "../../components/problem";
import { verifyCommand } from "../../scripts/verify/command";

/**
 * Temporary folder of the tests. Commands may only throw a `UserError`, of which scripts/stack/exit.ts prints only the
 * message.
 */
const folder = mkdtempSync(join(tmpdir(), "commands-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Command = (words: readonly string[]) => unknown;

const STACKS: Readonly<Record<string, Command>> = {
  up: (words) => parseOptions(["up", ...words]),
  verify: verifyCommand,
  demo,
  explain: explainCommand,
  render: renderCommand,
  backup: (words) => backupCommand([join(folder, "backup"), ...words]),
  restore: (words) => restoreCommand([join(folder, "backup"), ...words]),
};

const NAMES = [
  "../x",
  "a b",
  "",
  "a\nb",
  "$(id)",
  "a/b/c/d",
  "-",
  "käse",
  "\u001b[31mx",
  "a".repeat(5000),
];

async function refusal(command: () => unknown): Promise<string> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
  throw new Error("The command was not rejected.");
}

function expectClear(message: string): void {
  expect(message.trim()).not.toBe("");
  expect(message.length).toBeLessThan(3_000);
  expect(message).not.toMatch(/\n\s+at |[\u0000-\u0009\u000b-\u001f]/);
}

describe.each(Object.entries(STACKS))("%s", (_, command) => {
  it.each(NAMES)("rejects the stack %j", async (name) => {
    const message = await refusal(() => command(["--stack", name]));
    expectClear(message);
    expect(message).toMatch(/--stack/);
  });
});

describe("meaningless arguments and files", () => {
  it.each<[string, () => unknown, RegExp]>([
    ["no command", () => parseOptions([]), /Usage/],
    ["another command", () => parseOptions(["__proto__"]), /Usage/],
    ["verify: an unknown option", () => verifyCommand(["--nonsense"]), /--nonsense[^]*Usage/],
    ["verify: an additional argument", () => verifyCommand(["dev"]), /Usage/],
    ["demo: an unknown fault", () => demo(["--fault", "constructor"]), /fault/],
    ["demo: an option without a value", () => demo(["--image"]), /Usage/],
    ["render: no folder", () => renderCommand([]), /--out needs a folder/],
    ["render: an empty folder name", () => renderCommand(["--out", ""]), /--out needs a folder/],
    ["backup: no folder", () => backupCommand([]), /Usage/],
    ["backup: two folders", () => backupCommand(["a", "b"]), /Usage/],
    ["restore: no backup", () => restoreCommand([join(folder, "none")]), /none/],
    ["explain: no such file", () => explainCommand(["--preview", join(folder, "none")]), /none/],
    ["explain: a folder", () => explainCommand(["--preview", folder]), /commands-/],
    [
      "explain: no JSON",
      () => explainCommand(["--preview", file("no-json", "not { JSON")]),
      /no-json/,
    ],
    ...["null", "[]", '"a"', "{}", '{"steps":5}', '{"steps":[null]}'].map(
      (text, index): [string, () => unknown, RegExp] => [
        `explain: ${text}`,
        () => explainCommand(["--preview", file(`preview-${index}`, text)]),
        /preview/,
      ],
    ),
  ])("%s", async (_, command, told) => {
    const message = await refusal(command);
    expectClear(message);
    expect(message).toMatch(told);
  });
});

describe("invalid stack files", () => {
  const inFile = (text: string) => {
    const clone = mkdtempSync(join(folder, "clone-"));
    mkdirSync(clone, { recursive: true });
    writeFileSync(join(clone, "Pulumi.yaml"), "name: container-observability\n");
    writeFileSync(join(clone, "Pulumi.dev.yaml"), text);
    return () => renderStack(clone, "dev", "host");
  };
  const KEY = "container-observability";

  it.each([
    "config: {",
    "config: [a",
    "\tconfig: a",
    "config: hello",
    "config: [a, b]",
    "config: 5",
    "just text",
    "- a\n- b",
    `config:\n  ${KEY}:scrapeInterval: [1]`,
    `config:\n  ${KEY}:scrapeInterval: {a: b}`,
    `config:\n  ${KEY}:services: tempo`,
    `config:\n  ${KEY}:services: {__proto__: [tempo]}`,
    `config:\n  ${KEY}:grafanaPort: 1e9`,
    `config:\n  ${KEY}:grafanaPort: .nan`,
    `config:\n  ${KEY}:protectData: yes`,
    `config:\n  ${KEY}:scrapeTargets: [{job: 5, targets: a}]`,
    `config:\n  ${KEY}:scrapeTargets: hello`,
    `config:\n  ${KEY}:logInclude: {a: b}`,
    `config:\n  ${KEY}:__proto__: a`,
    `config:\n  ${KEY}:constructor: a`,
    `config:\n  ${KEY}:environment: "a\\u001b[31mb"`,
  ])("%j", async (text) => {
    expectClear(await refusal(inFile(text)));
  });
});
