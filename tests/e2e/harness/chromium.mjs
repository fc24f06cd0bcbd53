// Debian's Chromium with the extension, on a fresh user folder.
import { chromium } from "playwright-core";
import * as folders from "./folders.mjs";

const kExecutable = process.env.CHAPERONE_CHROMIUM ?? "/usr/bin/chromium";

/** A window at its place, without the bars that say it is driven by a program. */
function windowArguments({ x, y, width, height }) {
  return [`--window-position=${x},${y}`, `--window-size=${width},${height}`, "--test-type"];
}

function browserArguments(resolverRules, extension, window) {
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
    `--host-resolver-rules=${resolverRules}`,
    ...load,
    ...(window ? windowArguments(window) : []),
  ];
}

/** The browser's own language comes from the environment, like that of other programs. */
function languageOf(locale) {
  const name = locale.replace("-", "_");
  return { LANGUAGE: name, LANG: `${name}.UTF-8` };
}

/**
 * Starts it. `env` carries HOME (whose certificate store trusts the mock sites) and
 * CHAPERONE_PROFILE (which the native host inherits). `window`: place and size on a real screen.
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
  window,
}) {
  return chromium.launchPersistentContext(userData, {
    executablePath: kExecutable,
    headless,
    env: { ...env, ...languageOf(locale) },
    ignoreDefaultArgs: ["--disable-extensions", ...(window ? ["--enable-automation"] : [])],
    args: browserArguments(resolverRules, extension, window),
    locale,
    colorScheme,
    viewport,
    permissions: ["clipboard-read", "clipboard-write"],
  });
}
