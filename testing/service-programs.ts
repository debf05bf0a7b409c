import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { headersFile, headersText } from "../components/services/collector/gateway";
import { renderedFiles } from "../components/plan/files";
import type { PipelineSettings } from "../components/settings/schema";
import { tempoMajor } from "../components/settings/tempo-version";
import type { ServiceName } from "../components/settings/services";
import { ownCertificates } from "./tls";

interface Program {
  readonly program: string;
  readonly service: ServiceName;
  /** Path of the file that the program reads, relative to the service's folder. */
  readonly file: string;
  readonly words: (file: string) => string[];
}

/** The services' own programs, which check the files that we render. */
const programs: readonly Program[] = [
  {
    program: "promtool",
    service: "prometheus",
    file: "config/prometheus.yml",
    words: (file) => ["check", "config", file],
  },
  {
    program: "otelcol-contrib",
    service: "collector",
    file: "config/gateway.yaml",
    words: (file) => ["validate", `--config=${file}`],
  },
  {
    program: "otelcol-contrib",
    service: "agent",
    file: "config/agent.yaml",
    words: (file) => ["validate", `--config=${file}`],
  },
  {
    program: "tempo",
    service: "tempo",
    file: "config/tempo.yaml",
    words: (file) => [`-config.file=${file}`, "-config.verify=true"],
  },
  {
    program: "amtool",
    service: "alertmanager",
    file: "config/alertmanager.yml",
    words: (file) => ["check-config", file],
  },
  {
    program: "loki",
    service: "loki",
    file: "config/loki.yaml",
    words: (file) => [`-config.file=${file}`, "-verify-config"],
  },
];

export function onPath(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** Returns one program for each rendered file that it can check. There is one agent file for each host. */
export function programsFor(settings: PipelineSettings): Program[] {
  const rendered = renderedFiles(settings);
  // Only Tempo 3 can check a configuration of Tempo 3. docs/reference/versions.md lists the checked versions.
  const readable = programs.filter(
    ({ program }) => program !== "tempo" || tempoMajor(settings) === "2",
  );
  return readable.flatMap((program) =>
    Object.keys(rendered[program.service] ?? {})
      .map((path) => written(path).slice(1))
      .filter((path) => path.endsWith(program.file))
      .map((file) => ({ ...program, file })),
  );
}

/** Runs a program in the folder of a stack. Returns its exit status and all of its output. */
export function runProgram(
  { program, service, file, words }: Program,
  folder: string,
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, words(file), {
    cwd: join(folder, service),
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

/** Writes a stack's files to a folder. Absolute paths in the containers become paths below the folder. */
export async function writeStack(folder: string, settings: PipelineSettings): Promise<void> {
  for (const [service, files] of Object.entries(renderedFiles(settings))) {
    const base = join(folder, service);
    for (const [path, text] of Object.entries(files)) {
      write(join(base, written(path)), relocated(text, base));
    }
    if (settings.tls !== "off") await writeCertificates(join(base, "tls"));
  }
  const headers = headersFile(settings.upstreamOtlpHeaders);
  if (headers === undefined) return;
  const secrets = join(folder, "collector", "secrets");
  write(join(secrets, basename(headers)), headersText(settings.upstreamOtlpHeaders));
}

/** Removes the content hash from a path, because `programs` lists the paths without it. */
function written(path: string): string {
  return path.replace(/\/[0-9a-f]{12}\//, "/");
}

let certificates: ReturnType<typeof ownCertificates> | undefined;

/** Writes the certificates, keys and token that the rendered configuration references. */
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
