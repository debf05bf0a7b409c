import { build } from "esbuild";
import { join } from "node:path";

/** The demo's service with all that it imports, as one file that any Node image can run. */
export async function bundleService(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "demo", "service.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    logLevel: "error",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
