// Debian's Chromium with the extension, on a fresh user folder.
import path from "node:path";
import { chromium } from "playwright-core";
import { trust } from "../mock/certificates.mjs";
import { ChromiumSight } from "./chromium-sight.mjs";
import * as folders from "./folders.mjs";
import { extensionId, registerHost } from "./registration.mjs";
import { until } from "./wait.mjs";

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

/** Level, words and place of what a page's console was told. */
const told = (message) => ({
  level: message.type(),
  text: message.text(),
  where: message.location().url,
});

export class Chromium {
  /** Its own scripts' addresses, in what the console says. */
  static scheme = "chrome-extension://";

  /**
   * Starts it; `folder` is its user folder. `home` is the person's, whose certificate store will trust
   * the imitated sites; `env` names it, and CHAPERONE_PROFILE, which the native host inherits.
   * `allHosts`: policy has let the extension into every site. `window`: place and size on a real screen.
   */
  static async launch({
    folder,
    home,
    env,
    server,
    allHosts = false,
    extension = folders.extension(allHosts ? "managed" : "chromium"),
    headless = true,
    locale = "en-GB",
    colorScheme = "light",
    viewport = { width: 1180, height: 760 },
    window,
  }) {
    const browser = new Chromium();
    trust(path.join(home, ".pki/nssdb"), path.join(folders.certificates, "ca.pem"));
    if (extension) {
      browser.extensionId = extensionId(extension);
      registerHost(folder, folders.program("chaperone-host"), browser.extensionId);
    }
    browser.context = await chromium.launchPersistentContext(folder, {
      executablePath: kExecutable,
      headless,
      env: { ...env, ...languageOf(locale) },
      ignoreDefaultArgs: ["--disable-extensions", ...(window ? ["--enable-automation"] : [])],
      args: browserArguments(server.resolverRules, extension, window),
      locale,
      colorScheme,
      viewport,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    return browser;
  }

  /** What lies in the page's closed shadow roots; see Overlay. */
  sight(page) {
    return ChromiumSight.of(page);
  }

  /** `take` gets {level, text, where} for what the pages' consoles are told, and for what was thrown. */
  onConsole(take) {
    this.context.on("console", (message) => take(told(message)));
    this.context.on("weberror", (error) =>
      take({ level: "thrown", text: String(error.error().stack ?? error.error()) }),
    );
  }

  async #worker() {
    return this.context.serviceWorkers()[0] ?? this.context.waitForEvent("serviceworker");
  }

  /** The extension has registered its scripts for hosts that only policy names. */
  async hostsCovered() {
    const worker = await this.#worker();
    return worker.evaluate(
      async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0,
    );
  }

  /** What the toolbar button's page says over the page in front. */
  async popupText() {
    const worker = await this.#worker();
    await worker.evaluate(() => chrome.action.openPopup());
    const cdp = await this.context.newCDPSession(this.context.pages().at(-1));
    const popup = await until("the popup", async () => {
      const { targetInfos } = await cdp.send("Target.getTargets");
      return targetInfos.find((it) => it.url.endsWith("/popup.html"));
    });
    const { sessionId } = await cdp.send("Target.attachToTarget", { targetId: popup.targetId });
    let text = "";
    cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
      text = JSON.parse(message).result?.result?.value ?? text;
    });
    const params = { expression: "document.querySelector('main').innerText", returnByValue: true };
    const message = JSON.stringify({ id: 1, method: "Runtime.evaluate", params });
    await until("the popup to say something", async () => {
      await cdp.send("Target.sendMessageToTarget", { sessionId, message });
      return text.trim() !== "";
    });
    await cdp.send("Target.closeTarget", { targetId: popup.targetId });
    await cdp.detach();
    return text;
  }

  /** Puts the extension's worker to sleep, as the browser does when nothing happened for a while. */
  async sleepWorker() {
    const cdp = await this.context.newCDPSession(this.context.pages().at(-1));
    const workers = async () =>
      (await cdp.send("Target.getTargets")).targetInfos.filter(
        (it) => it.type === "service_worker" && it.url.includes(this.extensionId),
      );
    const [{ targetId }] = await workers();
    await cdp.send("Target.closeTarget", { targetId });
    await until("the worker to stop", async () =>
      (await workers()).every((it) => it.targetId !== targetId),
    );
    await cdp.detach();
  }

  /** Replaces the extension under the open pages, as an update does. */
  async reloadExtension() {
    const page = await this.context.newPage();
    await page.goto("chrome://extensions");
    await page.evaluate(async (id) => {
      // Without it the browser does not start an unpacked extension again.
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await chrome.developerPrivate.reload(id);
    }, this.extensionId);
    await page.close();
  }

  async close() {
    await this.context.close();
  }
}
