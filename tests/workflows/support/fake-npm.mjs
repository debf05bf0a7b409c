// Stands in for npm where a test wants the steps and not what they call. FAKE_NPM names a folder: answers.json there has what
// each command prints and its exit status, calls.jsonl gets every call.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FAKE_NPM;
const words = process.argv.slice(2).filter((word) => !["--silent", "--"].includes(word));
const command = words[0] === "run" ? words[1] : words[0];
const option = (name) => {
  const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
  return at < 0 ? undefined : (words[at].split("=")[1] ?? words[at + 1]);
};

const secrets = Object.keys(process.env).filter((name) => /^PULUMI_|TOKEN/.test(name));
const call = { words, secrets: secrets.filter((name) => process.env[name] !== "") };
appendFileSync(join(folder, "calls.jsonl"), `${JSON.stringify(call)}\n`);

if (words[0] === "run") {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  if (scripts[command] === undefined) {
    console.error(`Missing script: ${command}`);
    process.exit(1);
  }
}
const answers = JSON.parse(readFileSync(join(folder, "answers.json"), "utf8"));
const key = [`${command} ${option("--stack")}`, command].find((each) => each in answers);
const { stdout = "", stderr = "", status = 0 } = answers[key] ?? {};
if (command === "render") {
  // The rendered file of this stand-in is the stack's settings.
  const out = option("--out");
  const settings = `Pulumi.${option("--stack")}.yaml`;
  mkdirSync(join(out, "prometheus"), { recursive: true });
  if (existsSync(settings)) {
    writeFileSync(join(out, "prometheus", "prometheus.yml"), readFileSync(settings));
  }
}
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status;
