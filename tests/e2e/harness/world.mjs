// A small world for one suite: the imitated sites, the agent, and a browser with the extension, all
// on fresh folders below the system's temporary one, all gone afterwards.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { MockServer } from "../mock/server.mjs";
import { ScriptedAgent } from "../tools/scripted-agent.mjs";
import { Agent } from "./agent.mjs";
import { Chromium } from "./chromium.mjs";
import { Firefox } from "./firefox.mjs";
import * as folders from "./folders.mjs";
import { Overlay } from "./overlay.mjs";
import { Visit } from "./visit.mjs";
import { until } from "./wait.mjs";

const kPatienceMs = 10000;
const kBrowsers = { chromium: Chromium, firefox: Firefox };

/** Which browser the suites run in: "chromium" or "firefox". ctest names it. */
export const browserKind = process.env.CHAPERONE_BROWSER ?? "chromium";

export class World {
  /** What the browser's consoles said: {level, text, where}. */
  console = [];

  /**
   * `agent`: "real", "scripted" or "none"; `scripted`: options of ScriptedAgent;
   * `policy`: which of the policies here is to be the profile's; without one the shipped one rules;
   * `welcomed`: the person has seen the page on what is watched, so that checking has begun;
   * `browser`: options of its launch, or false to open it later; `environment`: more variables
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
    this.browser = await kBrowsers[browserKind].launch({
      folder: this.#folder("browser"),
      home: this.home,
      env: this.env,
      server: this.server,
      ...browserOptions,
    });
    this.context = this.browser.context;
    this.context.setDefaultTimeout(kPatienceMs);
    this.#listen();
  }

  /** Opens a page of an imitated site; see Visit.open. */
  visit(host, options) {
    return Visit.open(this.browser, this.server, host, options);
  }

  /** What the extension shows in a page that was not opened by visit(). */
  overlay(page) {
    return Overlay.of(this.browser, page);
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
  popupText() {
    return this.browser.popupText();
  }

  /** Puts the extension's worker to sleep, as the browser does when nothing happened for a while. */
  sleepWorker() {
    return this.browser.sleepWorker();
  }

  /** Replaces the extension under the open pages, as an update does. */
  reloadExtension() {
    return this.browser.reloadExtension();
  }

  /** What the extension's own scripts complained about. */
  get extensionErrors() {
    const { scheme } = kBrowsers[browserKind];
    const own = (it) => `${it.where ?? ""} ${it.text}`.includes(scheme);
    // A held request is failed by sending it to an address that is not there. A page with a strict
    // policy notes that in the console; the request fails all the same. Firefox notes answers for
    // pages that have gone, and a gate that was called at the end of a stack; it is asked again.
    const kOnPurpose = ["/held-back'", "rejected after context unloaded", "too much recursion"];
    const onPurpose = (it) => kOnPurpose.some((words) => it.text.includes(words));
    return this.console.filter((it) => it.level !== "warning" && own(it) && !onPurpose(it));
  }

  async stop() {
    await this.browser?.close();
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
    this.browser.onConsole((it) => {
      if (["error", "warning", "thrown"].includes(it.level)) this.console.push(it);
    });
  }
}
