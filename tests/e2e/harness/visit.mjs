// One open page, and what a person does in it with real keys, clipboard and mouse.
import { Overlay } from "./overlay.mjs";
import { pause, until } from "./wait.mjs";

// Lexical takes note of the caret some time after a key: the event comes later than the key.
const kCaretSettlesMs = 50;

export class Visit {
  /**
   * Opens `https://host/`, in `page` or in a new one; waits until it can be used and, where it
   * should be, is guarded.
   */
  static async open(browser, server, host, options = {}) {
    const { editor, path = "/", guarded = true } = options;
    const page = options.page ?? (await browser.context.newPage());
    const visit = new Visit(page, server, host);
    visit.overlay = await Overlay.of(browser, page);
    await visit.goto(path, { editor, guarded });
    return visit;
  }

  constructor(page, server, host) {
    this.page = page;
    this.server = server;
    this.host = host;
    this.since = server.log.length;
  }

  async goto(path = "/", { editor, guarded = true } = {}) {
    const query = editor ? `?editor=${editor}` : "";
    await this.page.goto(`https://${this.host}${path}${query}`);
    const marks = guarded ? '[data-page="ready"][data-chaperone="ready"]' : '[data-page="ready"]';
    await this.page.waitForSelector(`html${marks}`, { state: "attached", timeout: 10000 });
  }

  async close() {
    await this.page.close();
  }

  draft() {
    return this.page.evaluate(() => window.editorText());
  }

  async draftIs(expected) {
    await until(
      `the draft to be ${JSON.stringify(expected.slice(0, 80))}`,
      async () => plain(await this.draft()) === plain(expected),
    ).catch(async (problem) => {
      throw new Error(
        `${problem.message}\nIt is ${JSON.stringify((await this.draft()).slice(0, 400))}`,
      );
    });
  }

  async copy(text) {
    await this.page.bringToFront();
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  /** A person pastes and types where a caret blinks: some editors take the focus later than they are asked. */
  async #caret() {
    const blinks = () => {
      const editor = document.querySelector("#editor");
      return !editor || editor.contains(document.activeElement);
    };
    await this.page.waitForFunction(blinks, undefined, { timeout: 2000 }).catch(() => {});
    await pause(kCaretSettlesMs);
  }

  async pasteKeys() {
    await this.#caret();
    await this.page.keyboard.press("Control+V");
  }

  async paste(text) {
    await this.copy(text);
    await this.pasteKeys();
  }

  async type(text) {
    await this.#caret();
    await this.page.keyboard.type(text);
    await pause(kCaretSettlesMs);
  }

  async enter() {
    await this.#caret();
    await this.page.keyboard.press("Enter");
  }

  async clickSend() {
    await this.page.locator("#composer button").click();
  }

  async undo() {
    await this.page.keyboard.press("Control+Z");
    await pause(kCaretSettlesMs);
  }

  /** Drops text on the editor as a drag from another window does. */
  async drop(text) {
    const box = await this.page.locator("#editor").boundingBox();
    const at = { x: box.x + box.width / 3, y: box.y + box.height / 2 };
    await this.overlay.sight.drop(at, text);
  }

  /**
   * Writes with an input method: shows `steps` one after the other, then commits the last. Every key
   * of it, also the Enter that commits, reaches the page as the key "Process" with code 229.
   */
  async compose(...steps) {
    await this.overlay.sight.compose(steps);
    await pause(kCaretSettlesMs);
  }

  /** The first prompt that the site receives from here on. */
  async siteGets(timeoutMs) {
    await until(
      "the site to receive a prompt",
      () => this.server.prompts(this.host, this.since).length > 0,
      { timeoutMs },
    );
    return plain(this.server.prompts(this.host, this.since)[0]);
  }

  prompts() {
    return this.server.prompts(this.host, this.since);
  }

  /** Fails when anything that the site received since the visit began holds `value`. */
  neverSent(value) {
    for (const { host, path, body } of this.server.log.slice(this.since)) {
      if (host !== this.host) continue;
      const plainly = body.includes(value) || body.includes(JSON.stringify(value).slice(1, -1));
      if (plainly || unescaped(body).includes(value)) {
        throw new Error(`The site received it after all, at ${path}`);
      }
    }
  }
}

function unescaped(body) {
  try {
    return decodeURIComponent(body.replaceAll("+", " "));
  } catch {
    return "";
  }
}

/** Text as people compare it: one kind of line end and blank, none at the ends. */
export const plain = (text) => text.replaceAll("\r\n", "\n").replaceAll("\u00a0", " ").trim();
