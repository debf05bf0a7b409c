import { buildSync } from "esbuild";
import { join } from "node:path";

/**
 * Bundles a program and its imports into one file that any Node image can run, so that no image must be built or pushed.
 * Returns the path of the file in this folder.
 */
export function bundle(entry: string): string {
  const outfile = `build/${entry.replace(/\.ts$/, ".js")}`;
  buildSync({
    entryPoints: [join(__dirname, entry)],
    outfile: join(__dirname, outfile),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "none",
    logLevel: "error",
  });
  return outfile;
}
