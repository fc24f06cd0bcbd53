// Debian's Chromium with the extension, on a fresh user folder.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import * as folders from "./folders.mjs";

const kExecutable = process.env.CHAPERONE_CHROMIUM ?? "/usr/bin/chromium";

/** Tells a browser with this user folder where the native host is. */
export function registerHost(userData, host, extensionId) {
  const folder = path.join(userData, "NativeMessagingHosts");
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: "com.chaperone.host",
    description: "Chaperone",
    path: host,
    type: "stdio",
    allowed_origins: [`chrome-extension://${extensionId}/`],
  };
  writeFileSync(path.join(folder, "com.chaperone.host.json"), JSON.stringify(manifest));
}

function browserArguments(resolverRules, extension, extra) {
  const load = extension
    ? [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]
    : [];
  return [
    "--no-sandbox", // the tests may run as root; people's browsers keep their sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter",
    `--host-resolver-rules=${resolverRules}`,
    ...load,
    ...extra,
  ];
}

/**
 * Starts it. `env` carries HOME (whose certificate store trusts the mock sites) and
 * CHAPERONE_PROFILE (which the native host inherits).
 */
export async function launchBrowser({
  userData,
  env,
  resolverRules,
  extension = folders.extension("chromium"),
  headless = true,
  locale = "en-GB",
  colorScheme = "light",
  viewport = { width: 1180, height: 760 },
  args = [],
}) {
  return chromium.launchPersistentContext(userData, {
    executablePath: kExecutable,
    headless,
    env: { ...env, LANGUAGE: locale.replace("-", "_") },
    ignoreDefaultArgs: ["--disable-extensions"],
    args: browserArguments(resolverRules, extension, args),
    locale,
    colorScheme,
    viewport,
    permissions: ["clipboard-read", "clipboard-write"],
  });
}
