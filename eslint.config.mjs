import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const ROOMS = [
  "cadvisor",
  "prometheus",
  "collector",
  "tempo",
  "loki",
  "grafana",
  "alertmanager",
  "socket-proxy",
];

/** A room imports no other room: what two of them share stands in settings/. */
const roomBoundaries = ROOMS.map((room) => ({
  files: [`components/${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: ROOMS.filter((other) => other !== room).map((other) => `**/${other}/**`),
            message: "A room imports no other room: put the shared word into settings/.",
          },
          {
            group: ["**/pipeline", "**/inputs", "**/outputs", "**/demands"],
            message: "The arrows go from the rooms to pipeline.ts, never back.",
          },
        ],
      },
    ],
  },
}));

/** Plain data stays plain, so that every rendered file is known at preview and testable without an engine. */
const pure = {
  files: [
    "components/settings/**/*.ts",
    "components/render/**/*.ts",
    "components/*/*config.ts",
    "components/*/rules.ts",
    "components/prometheus/alerts/**/*.ts",
    "components/*/flags.ts",
    "components/*/files.ts",
    "components/*/datasources.ts",
    "components/*/messages.ts",
    "components/collector/{blocks,container-logs,docker-stats}.ts",
    "components/grafana/dashboards/**/*.ts",
    "components/{inputs,alert-inputs,demands}.ts",
  ],
  ignores: ["components/settings/load.ts", "components/docker/**"],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      { patterns: [{ group: ["@pulumi/*"], message: "This layer is plain data." }] },
    ],
  },
};

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "dist",
      ".pulumi-local",
      "tests/golden",
      "tests/package/consumer",
      "examples/*/build",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    files: ["**/*.ts", "**/*.mts"],
    plugins: { "@pulumi": pulumi },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: "error",
    },
  },
  // A Pulumi resource does its work in its constructor.
  { files: ["components/**/*.ts", "index.ts"], rules: { "no-new": "off" } },
  {
    // Grafana reads files of the first dashboard schema; the SDK's builders of the second are not for these.
    files: ["components/grafana/dashboards/**/*.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  // A line for each setting, and made of these.
  { files: ["components/plugin/pipeline-args.ts"], rules: { "max-lines": "off" } },
  ...roomBoundaries,
  pure,
  {
    // Projects of their own, whose packages may not be installed: this project's tsconfig.json knows where their types are.
    files: ["examples/**/*.ts", "examples/**/*.mts"],
    languageOptions: { parserOptions: { projectService: false, project: "./tsconfig.json" } },
  },
  { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
