// Bundles the extension for Node and for browsers, and the preview's page.
import { build, context } from "esbuild";

const production = process.argv.includes("--production");
const shared = { bundle: true, minify: production, sourcemap: !production, logLevel: "info", legalComments: "none" };
const bundles = [
  { ...shared, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", platform: "node", format: "cjs", target: "node20", external: ["vscode"] },
  { ...shared, entryPoints: ["src/browser.ts"], outfile: "dist/browser.js", platform: "browser", format: "cjs", target: "es2022", external: ["vscode"] },
  { ...shared, entryPoints: ["src/preview/page.ts"], outfile: "dist/preview.js", platform: "browser", format: "iife", target: "es2022" },
];

if (process.argv.includes("--watch")) {
  await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
