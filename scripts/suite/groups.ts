/** A set of test files that are run for the same reason. */
export interface Group {
  readonly name: string;
  /** What its tests show, as `npm test -- --help` prints it. */
  readonly shows: string;
  /** Paths from the project's root. No file is in two groups. */
  readonly files: readonly string[];
  /** Files, and folders with all that is below them, whose change makes the group due. */
  readonly covers: readonly string[];
  /** Why the gate never runs it: its outcome depends on load or chance. */
  readonly onlyInFullSuite?: string;
  /** Its files run while no other one does. */
  readonly alone?: boolean;
  /** Runs on another Docker Engine, which takes the place of the first one. */
  readonly onSecondEngine?: boolean;
}

/** The unit tests, which run every time. No group: all files that are in none. */
export const UNIT = "unit";

/** The group that runs every time. */
export const CORE = "core";

const e2e = (...names: string[]) => names.map((name) => `tests/e2e/${name}.test.ts`);
const components = (...names: string[]) => names.map((name) => `components/${name}`);

/**
 * Which tests a change needs. A path that several groups cover makes all of them due; what none covers beside `core` is
 * shown by the unit tests and the main path alone.
 */
export const groups: readonly Group[] = [
  {
    name: CORE,
    shows:
      "the main path: up, verify, second preview, change, fault, down; attached projects; the docs' commands",
    files: e2e("pipeline", "docs", "attach"),
    covers: [
      ...components(
        "index.ts",
        "pipeline.ts",
        "errors.ts",
        "outputs.ts",
        "prepare.ts",
        "problem.ts",
        "pulumi-command.ts",
      ),
      ...components("attach", "engine", "plan", "platform", "preflight", "render"),
      ...components("services", "settings"),
      ...["index.ts", "demo", "docs", "examples/instrumented-app", "examples/own-monitoring"],
      ...[
        "scripts/stack",
        "scripts/verify",
        "scripts/demo",
        "scripts/pictures",
        "scripts/render",
        "scripts/docker",
        "scripts/docs",
      ],
      ...["scripts/suite", ".ci", "tests/e2e/chapters", "testing"],
    ],
  },
  {
    name: "alerts",
    shows: "configurations are checked before they are used; faults lead to messages",
    files: e2e("alerts"),
    covers: components(
      ...[
        "services/alertmanager",
        "services/prometheus/alerts",
        "services/prometheus/alerts-input.ts",
      ],
      ...["platform/config-validation.ts", "platform/reload-check.ts"],
      ...["platform/runtime-config.ts", "engine/config-check.ts"],
    ),
  },
  {
    name: "explain",
    shows: "`explain` is right about what an update does",
    files: e2e("explain"),
    covers: ["scripts/explain"],
  },
  {
    name: "security",
    shows:
      "no secret is readable and no port is open that should not be; TLS, tokens and their rotation",
    files: e2e("security-scan", "exposure"),
    covers: components("certificates", "platform/tls-files.ts", "platform/storage-keys.ts"),
  },
  {
    name: "backup",
    shows: "backup and restore",
    files: e2e("backup"),
    covers: ["scripts/backup", "scripts/restore"],
  },
  {
    name: "upgrade",
    shows: "a stack of version 0.2.0 is updated and keeps its data",
    files: e2e("upgrade"),
    covers: components("pipeline.ts", "plan", "platform", "services"),
  },
  {
    name: "quiet",
    shows: "a fresh stack logs no warning and no error",
    files: e2e("quiet"),
    covers: components("services"),
  },
  {
    name: "growth",
    shows: "object storage and remote write",
    files: e2e("growth"),
    covers: components("services/loki", "services/tempo", "platform/storage-keys.ts"),
  },
  {
    name: "gateways",
    shows: "several gateways bring the spans of a trace together",
    files: e2e("gateways"),
    covers: components("services/collector"),
  },
  {
    name: "hosts",
    shows: "agents on remote hosts",
    files: e2e("hosts"),
    covers: [...components("hosts"), "scripts/stack/hosts.ts", "testing/engines"],
  },
  {
    name: "swarm",
    shows: "a stack on a Docker Swarm",
    files: e2e("swarm"),
    covers: [...components("platform/swarm"), "testing/engines"],
  },
  {
    name: "second-engine",
    shows: "the parts of the main path that depend on the engine, on an older one",
    files: e2e("second-engine"),
    covers: components("engine", "platform", "services/cadvisor"),
    onSecondEngine: true,
  },
  {
    name: "workflows",
    shows: "the GitHub workflows",
    files: e2e("workflows"),
    covers: [".github"],
  },
  {
    name: "policy",
    shows: "the policy pack in Pulumi's engine",
    files: e2e("policy"),
    covers: ["policy"],
  },
  {
    name: "packages",
    shows: "the components as an npm package and as a plugin for YAML",
    files: [...e2e("packages"), "tests/package/package.test.ts", "tests/package/examples.test.ts"],
    covers: [...components("plugin"), "schema", "schema.json", "etc", "examples", "scripts/schema"],
  },
  {
    name: "kills",
    shows: "an `up` or `down` that is killed at a random moment",
    files: e2e("kills"),
    covers: [
      "scripts/stack/recovery.ts",
      "scripts/stack/locks.ts",
      "scripts/stack/pending-operations.ts",
    ],
    onlyInFullSuite: "it kills at random moments",
  },
  {
    name: "bench",
    shows: "the measurements run",
    files: e2e("bench"),
    covers: ["bench"],
    onlyInFullSuite: "it measures time",
    alone: true,
  },
  {
    name: "faults",
    shows: "nothing is lost in outages under load",
    files: e2e("faults/faults"),
    covers: ["tests/e2e/faults"],
    onlyInFullSuite: "its outcome depends on the machine's load",
    alone: true,
  },
];

/** Files that do not run side by side. */
export const apart: readonly (readonly string[])[] = [
  // Both start the examples' containers.
  e2e("docs", "attach"),
  // Both have the stack `e2e`.
  e2e("pipeline", "alerts"),
  // Both make the network of testing/engines/lan.ts.
  e2e("hosts", "swarm"),
];

/** Whether a change of this file makes the group due. */
export function isAbout({ covers, files }: Pick<Group, "covers" | "files">, file: string): boolean {
  return [...covers, ...files].some((path) => file === path || file.startsWith(`${path}/`));
}
