// A small world for one suite: the imitated sites, the agent, and a browser with the extension, all
// on fresh folders below the system's temporary one, all gone afterwards.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { trust } from "../mock/certificates.mjs";
import { MockServer } from "../mock/server.mjs";
import { ScriptedAgent } from "../tools/scripted-agent.mjs";
import { Agent } from "./agent.mjs";
import { launchBrowser } from "./browser.mjs";
import * as folders from "./folders.mjs";
import { extensionId, registerHost } from "./registration.mjs";
import { Visit } from "./visit.mjs";
import { until } from "./wait.mjs";

const kPatienceMs = 10000;

export class World {
  /** What the browser's consoles said: {level, text, where}. */
  console = [];

  /**
   * `agent`: "real", "scripted" or "none"; `scripted`: options of ScriptedAgent;
   * `policy`: which of the policies here is to be the profile's; without one the shipped one rules;
   * `welcomed`: the person has seen the page on what is watched, so that checking has begun;
   * `browser`: options of launchBrowser, or false to open it later; `environment`: more variables
   * for agent and browser.
   */
  static async start(options = {}) {
    const { agent = "real", scripted, policy, welcomed = true } = options;
    const { browser = {}, environment = {} } = options;
    const world = new World();
    world.root = mkdtempSync(path.join(os.tmpdir(), "chaperone-"));
    world.profile = world.#folder("profile", 0o700);
    world.home = world.#folder("home", 0o700);
    world.runtime = world.#folder("run", 0o700);
    world.browserOptions = browser;
    world.env = world.#environment(environment);
    try {
      await world.#bringUp({ agent, scripted, policy, welcomed });
    } catch (problem) {
      await world.stop();
      throw problem;
    }
    return world;
  }

  async #bringUp({ agent, scripted, policy, welcomed }) {
    trust(this.home, path.join(folders.certificates, "ca.pem"));
    this.server = await MockServer.start({
      assets: folders.assets,
      key: path.join(folders.certificates, "leaf.key"),
      certificate: path.join(folders.certificates, "leaf.pem"),
    });
    if (policy)
      copyFileSync(
        path.join(folders.policies, `${policy}.toml`),
        path.join(this.profile, "policy.toml"),
      );
    if (welcomed) writeFileSync(path.join(this.profile, "settings.ini"), "[welcome]\nseen=1\n");
    if (agent === "real") this.agent = await new Agent(this.profile, this.env).start();
    if (agent === "scripted") this.agent = await new ScriptedAgent(this.profile, scripted).start();
    if (this.browserOptions) await this.openBrowser(this.browserOptions);
  }

  async openBrowser(browserOptions = {}) {
    const userData = this.#folder("browser");
    const { extension = folders.extension("chromium") } = browserOptions;
    if (extension) {
      this.extensionId = extensionId(extension);
      registerHost(userData, folders.program("chaperone-host"), this.extensionId);
    }
    this.context = await launchBrowser({
      userData,
      env: this.env,
      resolverRules: this.server.resolverRules,
      ...browserOptions,
    });
    this.context.setDefaultTimeout(kPatienceMs);
    this.#listen();
  }

  /** Opens a page of an imitated site; see Visit.open. */
  visit(host, options) {
    return Visit.open(this.context, this.server, host, options);
  }

  /** The log's row of an outcome with this choice, after a sequence number. */
  outcome(choice, after = 0) {
    return until(`an outcome "${choice}" in the log`, async () =>
      (await this.agent.audit()).find(
        (row) => row.sequence > after && row.kind === "outcome" && row.body.choice === choice,
      ),
    );
  }

  async worker() {
    return this.context.serviceWorkers()[0] ?? this.context.waitForEvent("serviceworker");
  }

  /** What the toolbar button's page says over the page in front. */
  async popupText() {
    const worker = await this.worker();
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

  /** What the extension's own scripts complained about. */
  get extensionErrors() {
    const own = (it) => `${it.where ?? ""} ${it.text}`.includes("chrome-extension://");
    // A held request is failed by sending it to an address that is not there. A page with a strict
    // policy notes that in the console; the request fails all the same.
    const onPurpose = (it) => it.text.includes("/held-back'");
    return this.console.filter((it) => it.level !== "warning" && own(it) && !onPurpose(it));
  }

  async stop() {
    await this.context?.close();
    await this.agent?.stop();
    await this.server?.stop();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Leaves what one needs to understand a failure in build/…/e2e/failures, and says where. */
  async explain(name) {
    const base = path.join(folders.failures, name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 100));
    mkdirSync(folders.failures, { recursive: true });
    const page = this.context?.pages().at(-1);
    await page?.screenshot({ path: `${base}.png` }).catch(() => {});
    const story = {
      site: this.server?.log.slice(-12).map((it) => ({ ...it, body: it.body.slice(0, 400) })),
      console: this.console.slice(-30),
      agent: this.agent?.output?.slice(-4000),
    };
    writeFileSync(`${base}.json`, JSON.stringify(story, null, 2));
    return `${base}.{png,json}\n${JSON.stringify(story, null, 1)}`;
  }

  #folder(name, mode = 0o755) {
    const folder = path.join(this.root, name);
    mkdirSync(folder, { recursive: true, mode });
    return folder;
  }

  #environment(more) {
    const { PATH, LANG = "C.UTF-8", DISPLAY } = process.env;
    const base = { PATH, LANG, HOME: this.home, XDG_RUNTIME_DIR: this.runtime };
    const display = DISPLAY ? { DISPLAY } : {};
    return {
      ...base,
      ...display,
      QT_QPA_PLATFORM: "offscreen",
      CHAPERONE_PROFILE: this.profile,
      ...more,
    };
  }

  #listen() {
    this.context.on("console", (message) => {
      const level = message.type();
      if (level !== "error" && level !== "warning") return;
      this.console.push({ level, text: message.text(), where: message.location().url });
    });
    this.context.on("weberror", (error) =>
      this.console.push({ level: "thrown", text: String(error.error().stack ?? error.error()) }),
    );
  }
}
