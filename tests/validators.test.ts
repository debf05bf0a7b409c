import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderedFiles } from "../components/rendered-files";
import { cases } from "./support/cases";
import { ownCertificates } from "./support/tls";

/**
 * The services' own programs read the files we render. Where a program is not on the PATH its tests are skipped by
 * its name; the e2e tests run the same programs from their images.
 */
const folder = mkdtempSync(join(tmpdir(), "rendered-"));

function onPath(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** Absolute paths of the containers become paths below a folder of ours. */
function write(name: string): void {
  for (const [service, files] of Object.entries(renderedFiles(cases[name] ?? missing(name)))) {
    const base = join(folder, name, service);
    for (const [path, text] of Object.entries(files)) {
      const file = join(base, path.replace(/\/[0-9a-f]{12}\//, "/"));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, relocated(text, base));
    }
  }
}

function missing(name: string): never {
  throw new Error(`no case ${name}`);
}

function relocated(text: string, base: string): string {
  return text
    .replaceAll(
      /(?<=[ :])\/(?=(?:config|limits|secrets|tls|var\/lib\/otelcol|loki|var\/tempo)\b)/g,
      `${base}/`,
    )
    .replaceAll("/hostfs", "/");
}

const validators = [
  {
    program: "promtool",
    service: "prometheus",
    words: ["check", "config", "config/prometheus.yml"],
  },
  {
    program: "otelcol-contrib",
    service: "collector",
    words: ["validate", "--config=config/gateway.yaml"],
  },
  {
    program: "otelcol-contrib",
    service: "agent",
    words: ["validate", "--config=config/agent.yaml"],
  },
  {
    program: "tempo",
    service: "tempo",
    words: ["-config.file=config/tempo.yaml", "-config.verify=true"],
  },
  {
    program: "amtool",
    service: "alertmanager",
    words: ["check-config", "config/alertmanager.yml"],
  },
  { program: "loki", service: "loki", words: ["-config.file=config/loki.yaml", "-verify-config"] },
] as const;

beforeAll(async () => {
  for (const name of Object.keys(cases)) write(name);
  // The certificates that the rendered configuration names.
  const { authority, server } = await ownCertificates("telemetry.example.com");
  for (const service of ["prometheus", "alertmanager", "collector", "tempo", "loki"]) {
    const target = join(folder, "tls", service, "tls");
    mkdirSync(target, { recursive: true });
    for (const name of ["ca.crt", "client-ca.crt"]) {
      writeFileSync(join(target, name), authority.certificate);
    }
    for (const name of ["server", "client"]) {
      writeFileSync(join(target, `${name}.crt`), server.certificate);
      writeFileSync(join(target, `${name}.key`), server.key);
    }
    writeFileSync(join(target, "otlp-token"), "token");
  }
  // The secret file that the rendered configuration names.
  const secrets = join(folder, "everything-set", "collector", "secrets");
  mkdirSync(secrets, { recursive: true });
  const config =
    renderedFiles(cases["everything-set"] ?? missing("everything-set")).collector ?? {};
  const [, file] = /file:\/secrets\/([\w.-]+)/.exec(Object.values(config).join("")) ?? [];
  writeFileSync(join(secrets, file ?? "none"), "authorization: Bearer abc\n");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(Object.keys(cases))("files of the case %s", (name) => {
  const services = Object.keys(renderedFiles(cases[name] ?? missing(name)));
  for (const { program, service, words } of validators) {
    if (!services.includes(service)) continue;
    it.skipIf(!onPath(program))(`${program} accepts those of ${service}`, () => {
      const { status, stdout, stderr } = spawnSync(program, words, {
        cwd: join(folder, name, service),
        encoding: "utf8",
      });
      expect(status, stdout + stderr).toBe(0);
    });
  }
});

it.skipIf(!onPath("promtool"))(
  "promtool refuses a broken file, so the checks above can fail",
  () => {
    writeFileSync(join(folder, "broken.yml"), "scrape_configs:\n  - job_nam: x\n");
    expect(
      spawnSync("promtool", ["check", "config", "broken.yml"], { cwd: folder }).status,
    ).not.toBe(0);
  },
);
