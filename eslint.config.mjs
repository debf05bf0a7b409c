import { readdirSync } from "node:fs";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const SERVICES = readdirSync("components/services", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A service module does not import another one: what two of them share is in settings/. */
const serviceBoundaries = SERVICES.map((service) => ({
  files: [`components/services/${service}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: SERVICES.filter((other) => other !== service).map((other) => `**/${other}/**`),
            message: "A service module does not import another one: share it through settings/.",
          },
          {
            group: ["**/pipeline", "**/plan/**", "**/outputs"],
            message: "Imports go from pipeline.ts to the services, never back.",
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
    "components/services/*/*config.ts",
    "components/services/*/rules.ts",
    "components/services/prometheus/alerts/**/*.ts",
    "components/services/*/flags.ts",
    "components/services/*/files.ts",
    "components/services/*/datasources.ts",
    "components/services/*/messages.ts",
    "components/services/collector/{blocks,container-logs,docker-stats}.ts",
    "components/services/grafana/dashboards/**/*.ts",
    "components/{engine,plan,preflight}/**/*.ts",
  ],
  ignores: ["components/settings/load.ts"],
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
    files: ["components/services/grafana/dashboards/**/*.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  // A line for each setting, and made of these.
  { files: ["components/plugin/pipeline-args.ts"], rules: { "max-lines": "off" } },
  ...serviceBoundaries,
  pure,
  {
    // Projects of their own, whose packages may not be installed: this project's tsconfig.json knows where their types are.
    files: ["examples/**/*.ts", "examples/**/*.mts"],
    languageOptions: { parserOptions: { projectService: false, project: "./tsconfig.json" } },
  },
  { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
