// Firefox ESR with the extension, on a fresh profile: driven over WebDriver BiDi, with the part of
// Playwright's context that the suites use. What an ordinary page may not do (grant a permission, put the
// extension's background to sleep) is done in the browser's own window, as its menus would.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { trust } from "../mock/certificates.mjs";
import { Bidi } from "./bidi.mjs";
import { local, plainOf } from "./bidi-values.mjs";
import { Child } from "./child.mjs";
import { FirefoxPage } from "./firefox-page.mjs";
import { FirefoxSight } from "./firefox-sight.mjs";
import * as folders from "./folders.mjs";
import { registerFirefoxHost } from "./registration.mjs";
import { until } from "./wait.mjs";

const kExecutable = process.env.CHAPERONE_FIREFOX ?? "/usr/bin/firefox-esr";
const kStartMs = 90000; // a busy machine takes its time
const kEvents = [
  "browsingContext.contextCreated",
  "browsingContext.contextDestroyed",
  "log.entryAdded",
];

/** Names lead to the imitated sites, nothing is fetched from elsewhere, nothing asks or welcomes. */
const preferences = ({ hosts, port, locale, colorScheme }) => ({
  "network.dns.localDomains": hosts.join(","),
  "network.socket.forcePort": `443=${port}`,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "app.update.disabledForTesting": true,
  "app.normandy.enabled": false,
  "app.shield.optoutstudies.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.startup.page": 0,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.search.update": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.topsites.contile.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "dom.disable_open_during_load": false,
  "dom.events.testing.asyncClipboard": true, // as Chromium's tests are granted it
  "extensions.getAddons.cache.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "extensions.update.enabled": false,
  "extensions.webextensions.warnings-as-errors": false,
  "intl.locale.requested": locale,
  "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
  "media.gmp-manager.updateEnabled": false,
  "remote.active-protocols": 1,
  "services.settings.server": "data:,none",
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "ui.systemUsesDarkTheme": 0,
});

const asScript = (all) =>
  Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");

export class Firefox {
  static scheme = "moz-extension://";

  /** `folder` becomes the profile. `allHosts`: the person has let the extension into every site. */
  static async launch({
    folder,
    home,
    env,
    server,
    extension = folders.extension("firefox"),
    allHosts = false,
    locale = "en-GB",
    colorScheme = "light",
    viewport = { width: 1180, height: 760 },
  }) {
    const firefox = new Firefox();
    firefox.viewport = viewport;
    const { hosts, port } = server;
    writeFileSync(
      path.join(folder, "user.js"),
      asScript(preferences({ hosts, port, locale, colorScheme })),
    );
    trust(folder, path.join(folders.certificates, "ca.pem"));
    firefox.child = new Child(
      kExecutable,
      [
        "--headless",
        "--no-remote",
        "--profile",
        folder,
        "--remote-debugging-port",
        "0",
        "--remote-allow-system-access",
      ],
      { env: { ...env, MOZ_CRASHREPORTER_DISABLE: "1" } },
    );
    try {
      await firefox.#connect();
      if (extension) await firefox.#install(extension, home);
      if (allHosts) await firefox.#grantAllHosts();
    } catch (problem) {
      await firefox.close();
      throw problem;
    }
    return firefox;
  }

  #pages = [];
  #told = () => {};
  /** This has what the suites use of Playwright's context. */
  context = this;
  patienceMs = 10000;

  async #connect() {
    const address = await until(
      "Firefox to listen",
      () => {
        if (!this.child.running) throw new Error(`Firefox ended:\n${this.child.output}`);
        return this.child.output.match(/WebDriver BiDi listening on (ws:\S+)/)?.[1];
      },
      { timeoutMs: kStartMs },
    );
    this.bidi = await Bidi.connect(address);
    this.bidi.listen((method, params) => this.#heard(method, params));
    await this.bidi.send("session.subscribe", { events: kEvents });
    const windows = await this.bidi.send("browsingContext.getTree", { "moz:scope": "chrome" });
    this.window = windows.contexts[0].context;
    const { contexts } = await this.bidi.send("browsingContext.getTree", {});
    for (const { context } of contexts) this.#met(context);
  }

  async #install(extension, home) {
    const manifest = JSON.parse(readFileSync(path.join(extension, "manifest.json"), "utf8"));
    this.extensionId = manifest.browser_specific_settings.gecko.id;
    registerFirefoxHost(home, folders.program("chaperone-host"), this.extensionId);
    await this.bidi.send("webExtension.install", {
      extensionData: { type: "path", path: extension },
    });
  }

  #met(id) {
    if (this.#pages.every((page) => page.id !== id)) this.#pages.push(new FirefoxPage(this, id));
  }

  forget(page) {
    this.#pages = this.#pages.filter((it) => it !== page);
  }

  #heard(method, params) {
    if (
      method === "browsingContext.contextCreated" &&
      params.parent === null &&
      !params["moz:scope"]
    )
      this.#met(params.context);
    if (method === "browsingContext.contextDestroyed")
      this.#pages = this.#pages.filter((it) => it.id !== params.context);
    if (method === "log.entryAdded") this.#logged(params);
  }

  onConsole(take) {
    this.#told = take;
  }

  #logged({ level, text, stackTrace }) {
    const where = stackTrace?.callFrames?.[0]?.url ?? "";
    const kLevels = { warn: "warning" };
    this.#told({ level: kLevels[level] ?? level, text: text ?? "", where });
  }

  sight(page) {
    return new FirefoxSight(this, page);
  }

  // --- what the suites use of Playwright's context -------------------------------------------------

  setDefaultTimeout(ms) {
    this.patienceMs = ms;
  }

  pages() {
    return [...this.#pages];
  }

  async newPage() {
    const { context } = await this.bidi.send("browsingContext.create", { type: "tab" });
    this.#met(context);
    const page = this.#pages.find((it) => it.id === context);
    await page.setViewportSize(this.viewport);
    return page;
  }

  // --- what is done in the browser's own window ----------------------------------------------------

  /** Runs `act` with the browser's own powers; `argument` is its argument. */
  async inBrowser(act, argument) {
    const answer = await this.bidi.send("script.callFunction", {
      functionDeclaration: `${act}`,
      target: { context: this.window },
      arguments: [local(argument)],
      awaitPromise: true,
    });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return plainOf(answer.result);
  }

  async #grantAllHosts() {
    await this.inBrowser(async (id) => {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        "resource://gre/modules/ExtensionPermissions.sys.mjs",
      );
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionPermissions.add(id, { permissions: [], origins: ["https://*/*"] }, extension);
    }, this.extensionId);
  }

  /** The extension has registered its scripts for hosts that only policy names. */
  hostsCovered() {
    return this.inBrowser((id) => {
      const address = Services.io.newURI("https://assistant.intranet.example/");
      return WebExtensionPolicy.getByID(id).contentScripts.some((it) =>
        it.matches.matches(address),
      );
    }, this.extensionId);
  }

  /** Puts the extension's background to sleep, although its port to the native host is open. */
  async sleepWorker() {
    await this.inBrowser(async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      await extension.terminateBackground({
        ignoreDevToolsAttached: true,
        disableResetIdleForTest: true,
      });
    }, this.extensionId);
    await until("the background to stop", () =>
      this.inBrowser(
        (id) => WebExtensionPolicy.getByID(id).extension.backgroundState === "stopped",
        this.extensionId,
      ),
    );
  }

  async reloadExtension() {
    await this.inBrowser(async (id) => {
      const { AddonManager } = ChromeUtils.importESModule(
        "resource://gre/modules/AddonManager.sys.mjs",
      );
      await (await AddonManager.getAddonByID(id)).reload();
    }, this.extensionId);
  }

  /** What the toolbar button's page says over the page in front. */
  async popupText() {
    await this.inBrowser((id) => {
      const { ExtensionParent } = ChromeUtils.importESModule(
        "resource://gre/modules/ExtensionParent.sys.mjs",
      );
      const { extension } = WebExtensionPolicy.getByID(id);
      ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, true);
    }, this.extensionId);
    const text = await until("the popup to say something", () =>
      this.inContent(
        "popup",
        () => content?.document.querySelector("main")?.innerText.trim() ?? "",
      ),
    );
    await this.inBrowser(() =>
      document.querySelector("browser.webextension-popup-browser").closest("panel").hidePopup(),
    );
    return text;
  }

  /** Runs `act` with the browser's own powers beside the page in front, or beside the open popup; `content`
   *  is its window. Nothing when there is none. */
  inContent(where, act, argument) {
    const call = `(${act})(${JSON.stringify(argument)})`;
    const script = `try {
      sendAsyncMessage("test:said", { value: ${call} });
    } catch (problem) {
      sendAsyncMessage("test:said", { problem: String(problem) });
    }`;
    return this.inBrowser(
      async ({ where, script }) => {
        const browser =
          where === "popup"
            ? document.querySelector("browser.webextension-popup-browser")
            : gBrowser.selectedBrowser;
        const manager = browser?.messageManager;
        if (!manager) return undefined;
        const said = new Promise((resolve, reject) => {
          manager.addMessageListener("test:said", function heard({ data }) {
            manager.removeMessageListener("test:said", heard);
            if (data.problem) reject(new Error(data.problem));
            else resolve(data.value);
          });
        });
        manager.loadFrameScript(
          `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
          false,
        );
        return said;
      },
      { where, script },
    );
  }

  /** What the extension's scripts complained about; an ordinary page's console does not show it. */
  async #complaints() {
    const messages = await this.inBrowser(() =>
      Services.console
        .getMessageArray()
        .filter(
          (it) => it instanceof Ci.nsIScriptError && it.sourceName.includes("moz-extension://"),
        )
        .map((it) => ({
          level: it.flags & Ci.nsIScriptError.warningFlag ? "warning" : "error",
          text: it.errorMessage,
          where: `${it.sourceName}:${it.lineNumber}`,
        })),
    );
    for (const it of messages) this.#told(it);
  }

  async setColorScheme(scheme) {
    await this.inBrowser(
      (value) =>
        Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", value),
      scheme === "dark" ? 0 : 1,
    );
  }

  async close() {
    try {
      if (this.window && this.child.running) await this.#complaints();
    } finally {
      await this.child.stop();
    }
  }
}
