import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

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
  {
    files: ["components/**/*.ts", "policy/**/*.ts", "scripts/**/*.ts", "index.ts"],
    rules: { "max-lines-per-function": ["error", { max: 60 }] },
  },
  // A line for each setting, and made of these.
  { files: ["components/plugin/pipeline-args.ts"], rules: { "max-lines": "off" } },
  {
    // Projects of their own, whose packages may not be installed: this project's tsconfig.json knows where their types are.
    files: ["examples/**/*.ts", "examples/**/*.mts"],
    languageOptions: { parserOptions: { projectService: false, project: "./tsconfig.json" } },
  },
  { files: ["**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
