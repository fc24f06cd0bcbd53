// Builds the extension: `node build.mjs --out DIR [--kind chromium|managed|firefox]`, with `--kind window`
// the scripts that the isolated window puts into its pages, and with `--test`
// bundles and runs the unit tests. Nothing is fetched; what is not in the tree comes from node_modules.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const json = (file) => JSON.parse(readFileSync(file, "utf8"));

const ENTRIES = {
  gate: "src/gate/main.ts",
  hook: "src/net/main.ts",
  worker: "src/worker/main.ts",
  popup: "src/popup/main.ts",
};

/** They run in the engine of Qt WebEngine, which can be much older than a browser. */
const WINDOW_ENTRIES = { gate: "src/window/gate.ts", hook: "src/window/hook.ts" };
const WINDOW_TARGET = "chrome102";

const COMMON = {
  bundle: true,
  loader: { ".css": "text", ".json": "json" },
  legalComments: "none",
  logLevel: "warning",
  charset: "utf8",
};

/** Pages of the sites that the bundled adapters know; sub-domains included. */
const knownPages = () =>
  json(path.join(root, "resources/adapters/sites.json")).sites.flatMap((site) =>
    site.hosts.map((host) => `https://*.${host}/*`),
  );

/** What the stores' builds may touch, and where their scripts run from the page's first moment.
 *  `sockets`: addresses of sockets have to be named beside the pages. */
function forKnownPages({ sockets }) {
  const matches = knownPages();
  const beside = sockets ? matches.map((it) => it.replace("https:", "wss:")) : [];
  const everywhere = {
    matches,
    run_at: "document_start",
    all_frames: true,
    match_origin_as_fallback: true,
  };
  return {
    host_permissions: [...matches, ...beside],
    content_scripts: [
      { js: ["hook.js"], world: "MAIN", ...everywhere },
      { js: ["gate.js"], world: "ISOLATED", ...everywhere },
    ],
  };
}

/** What each build is put together from. */
const KINDS = {
  chromium: { browsers: "chrome120", manifests: ["base", "blink", "chromium"], knowsPages: true },
  managed: { browsers: "chrome120", manifests: ["base", "blink", "managed"], knowsPages: false },
  firefox: {
    browsers: "firefox153",
    manifests: ["base", "firefox"],
    knowsPages: true,
    sockets: true,
  },
};

function manifest({ manifests, knowsPages, sockets }) {
  const parts = manifests.map((name) => json(path.join(here, `manifests/${name}.json`)));
  const { version } = json(path.join(here, "package.json"));
  return Object.assign({}, ...parts, { version }, knowsPages && forKnownPages({ sockets }));
}

const inTree = (entries) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(here, file)]),
  );

const buildWindow = (out) =>
  build({
    ...COMMON,
    target: WINDOW_TARGET,
    entryPoints: inTree(WINDOW_ENTRIES),
    outdir: out,
    format: "iife",
  });

async function buildExtension(kind, out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { browsers } = KINDS[kind];
  await build({
    ...COMMON,
    target: browsers,
    entryPoints: inTree(ENTRIES),
    outdir: out,
    format: "iife",
  });
  const text = JSON.stringify(manifest(KINDS[kind]), null, 2);
  writeFileSync(path.join(out, "manifest.json"), `${text}\n`);
  for (const folder of ["_locales", "icons"])
    cpSync(path.join(here, folder), path.join(out, folder), { recursive: true });
  for (const file of ["popup.html", "popup.css"])
    cpSync(path.join(here, "src/popup", file), path.join(out, file));
}

async function runTests(out) {
  const folder = path.join(root, "tests/unit/extension");
  const names = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  rmSync(out, { recursive: true, force: true });
  await build({
    ...COMMON,
    target: "node20",
    platform: "node",
    format: "esm",
    entryPoints: names.map((name) => path.join(folder, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
  });
  const files = names.map((name) => path.join(out, name.replace(/\.ts$/, ".mjs")));
  return spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
}

const { values } = parseArgs({
  options: { out: { type: "string" }, kind: { type: "string" }, test: { type: "boolean" } },
});
const out = path.resolve(values.out ?? path.join(root, "build/extension"));
if (values.test) {
  process.exitCode = await runTests(path.join(out, "unit"));
} else if (values.kind === "window") {
  await buildWindow(out);
} else {
  const kinds = values.kind ? [values.kind] : Object.keys(KINDS);
  for (const kind of kinds) await buildExtension(kind, path.join(out, kind));
}
