import { describe, expect, it } from "vitest";
import { hasHadTime, hasRead } from "../../components/platform/runtime-config";
import { complaint, ScriptedService } from "../../testing/scripted-service";

// What Loki 3.7.8 tells of this file.
const DOCUMENT = { overrides: { fake: { retention_period: "7d" } } };
const HASH = "87f89160d9382d3171eae946700d37f2f95d22b27b6333075c73fc1fd8e8ad9e";

const page = (hash: string, successful: number) =>
  [
    `loki_runtime_config_hash{config="loki",sha256="${hash}"} 1`,
    `loki_runtime_config_last_reload_successful{config="loki"} ${successful}`,
  ].join("\r\n");

/** Asks by a clock on which each question takes three seconds. */
async function asked(answers: (count: number) => string, log = "") {
  let seconds = 0;
  const evidence = hasRead(
    {
      document: DOCUMENT,
      periodSeconds: 10,
      metrics: "loki_runtime_config",
      ask: ["ask"],
    },
    () => (seconds += 3) * 1000,
  );
  const service = new ScriptedService((_, count) => answers(count), log);
  const message = await complaint(service, evidence, 6000);
  return { message, questions: service.commands.length };
}

describe("a store that polls its limits", () => {
  it("has them when it tells their hash", async () => {
    expect(await asked(() => page(HASH, 1))).toEqual({ message: "", questions: 1 });
    const late = await asked((count) => page(count < 3 ? "0".repeat(64) : HASH, 1));
    expect(late).toEqual({ message: "", questions: 3 });
  });

  it("has them when it has certainly read them, though its hash is none that is known", async () => {
    const { message, questions } = await asked(() => page("f".repeat(64), 1));
    expect(message).toBe("");
    expect(questions).toBe(7);
  });

  it("has refused them when it still says so after it has read them", async () => {
    const line = 'level=error msg="failed to load config" err="line 2: field x not found"';
    const { message, questions } = await asked(() => page(HASH, 0), `a\n${line}\nb\n`);
    expect(message).toContain(`  ${line}`);
    expect(questions).toBe(4);
    expect((await asked((count) => page(HASH, count < 3 ? 0 : 1), line)).message).toBe("");
  });

  it("is asked again where it gives no answer", async () => {
    expect(await asked((count) => (count < 2 ? "" : page(HASH, 1)))).toMatchObject({ message: "" });
  });
});

describe("a store that shows its metrics to nobody without a certificate", () => {
  /** As above; the log is what it has printed at the nth question. */
  async function watched(log: (count: number) => string, isNew = false) {
    let seconds = 0;
    let questions = 0;
    const evidence = hasHadTime(
      10,
      () => Promise.resolve(["the-carrier"]),
      () => (seconds += 3) * 1000,
    );
    const service = new ScriptedService(
      () => "",
      () => log(++questions),
    );
    service.isNew = isNew;
    const message = await complaint(service, evidence, 6000);
    return { message, questions, commands: service.commands };
  }
  const line = 'level=error msg="failed to load config" err="line 2: field x not found"';

  it("has its limits when it has been silent for two periods", async () => {
    expect(await watched(() => "level=info msg=ok")).toEqual({
      message: "",
      questions: 7,
      commands: [],
    });
  });

  it("has those that were there before it started", async () => {
    expect(await watched(() => line, true)).toMatchObject({ message: "", questions: 0 });
  });

  it("has them when what it complained of was the files before", async () => {
    expect((await watched((count) => (count < 3 ? line : ""))).message).toBe("");
  });

  it("has refused them when it still says so after it has read them", async () => {
    const { message, questions } = await watched(() => `a\n${line}\nb\n`);
    expect(message).toContain(`  ${line}`);
    expect(questions).toBe(4);
  });
});
