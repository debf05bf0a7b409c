import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { headersFile, headersText } from "../../components/collector/gateway";
import { renderedFiles } from "../../components/rendered-files";
import type { PipelineSettings } from "../../components/settings/schema";
import { ownCertificates } from "./tls";

/** The services' own programs, which read the files that we render. */
const programs = [
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

export function onPath(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** The programs that there are for the services of these settings. */
export function programsFor(settings: PipelineSettings) {
  const services = Object.keys(renderedFiles(settings));
  return programs.filter(({ service }) => services.includes(service));
}

/** Runs one in the folder of a stack: what it ended with, and all that it said. */
export function runProgram(
  { program, service, words }: (typeof programs)[number],
  folder: string,
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: join(folder, service),
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

/** Writes a stack's files to a folder, whose absolute paths in the containers become paths below the folder. */
export async function writeStack(folder: string, settings: PipelineSettings): Promise<void> {
  for (const [service, files] of Object.entries(renderedFiles(settings))) {
    const base = join(folder, service);
    for (const [path, text] of Object.entries(files)) {
      write(join(base, path.replace(/\/[0-9a-f]{12}\//, "/")), relocated(text, base));
    }
    if (settings.tls !== "off") await writeCertificates(join(base, "tls"));
  }
  const headers = headersFile(settings.upstreamOtlpHeaders);
  if (headers === undefined) return;
  const secrets = join(folder, "collector", "secrets");
  write(join(secrets, basename(headers)), headersText(settings.upstreamOtlpHeaders));
}

let certificates: ReturnType<typeof ownCertificates> | undefined;

/** What the rendered configuration names. */
async function writeCertificates(folder: string): Promise<void> {
  certificates ??= ownCertificates("telemetry.example.com");
  const { authority, server } = await certificates;
  for (const name of ["ca.crt", "client-ca.crt"]) {
    write(join(folder, name), authority.certificate);
  }
  for (const name of ["server", "client"]) {
    write(join(folder, `${name}.crt`), server.certificate);
    write(join(folder, `${name}.key`), server.key);
  }
  write(join(folder, "otlp-token"), "token");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function relocated(text: string, base: string): string {
  return text
    .replaceAll(
      /(?<=[ :])\/(?=(?:config|limits|secrets|tls|var\/lib\/otelcol|loki|var\/tempo)\b)/g,
      `${base}/`,
    )
    .replaceAll("/hostfs", "/");
}
