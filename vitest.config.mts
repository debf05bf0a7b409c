import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          // Loading Pulumi's SDK anew for each file took a fifth of the time. What a file mocks it restores.
          isolate: false,
          include: ["tests/**/*.test.{ts,mts}", "examples/*/tests/**/*.test.ts"],
          // The examples know the components as a package; here they are tested with the components beside them.
          alias: { "container-observability": join(import.meta.dirname, "components", "index.ts") },
          setupFiles: ["testing/no-stack.ts"],
          exclude: ["tests/e2e/**", "tests/package/**", "**/node_modules/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          // The packed tarball in a project of its own: it needs a registry, and a while.
          name: "package",
          include: ["tests/package/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          // One file after the other: `npm test` runs two at a time, each in a process of its own (scripts/suite).
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
