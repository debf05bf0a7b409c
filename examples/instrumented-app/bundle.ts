import { buildSync } from "esbuild";
import { join } from "node:path";

/**
 * Puts a program and all that it imports into one file that any Node image can run: no image to build, none to push.
 * Returns the file's path in this folder.
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
