// Brings what the suites need: the packages of the lock file, and the editors bundled for the
// imitated sites. Run once before the suites; quick when nothing changed. Node's own modules only.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;

function installPackages() {
  const lock = readFileSync(path.join(here, "package-lock.json"), "utf8");
  const stamp = path.join(here, "node_modules/.chaperone-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: here,
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  writeFileSync(stamp, lock);
}

async function bundle(folder) {
  const { build } = await import("esbuild");
  const { editors } = await import("./mock/sites.mjs");
  const source = (editor) => {
    const plain = path.join(here, `mock/editors/${editor}.js`);
    return existsSync(plain) ? plain : `${plain}x`;
  };
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: Object.fromEntries(editors.map((editor) => [editor, source(editor)])),
    outdir: folder,
    bundle: true,
    format: "esm",
    jsx: "automatic",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  cpSync(path.join(here, "mock/client/site.css"), path.join(folder, "site.css"));
}

installPackages();
const folders = await import("./harness/folders.mjs");
await bundle(folders.assets);
(await import("./mock/certificates.mjs")).makeCertificates(folders.certificates);
