import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { PackageProvider } from "./provider";

/**
 * What Pulumi starts as the plugin `observability`: see PulumiPlugin.yaml and `main` in package.json. Nobody
 * imports it; projects in TypeScript import the package, whose entry is components/index.ts.
 */
const root = join(__dirname, "..", "..", "..");

// Pulumi's launcher has taken its own arguments away: the engine's address is what is left.
void pulumi.provider.main(new PackageProvider(root), process.argv.slice(2));
