// One open page, and what a person does in it with real keys, clipboard and mouse.
import { Overlay } from "./overlay.mjs";
import { pause, until } from "./wait.mjs";

// Lexical takes note of the caret some time after a key: the event comes later than the key.
const kCaretSettlesMs = 50;

export class Visit {
  /** Opens `https://host/`; waits until the page can be used and, where it should be, is guarded. */
  static async open(context, server, host, { editor, path = "/", guarded = true } = {}) {
    const page = await context.newPage();
    const visit = new Visit(page, server, host);
    visit.overlay = await Overlay.of(page);
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
      throw new Error(`${problem.message}\nIt is ${JSON.stringify((await this.draft()).slice(0, 400))}`);
    });
  }

  async copy(text) {
    await this.page.bringToFront();
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  async pasteKeys() {
    await pause(kCaretSettlesMs);
    await this.page.keyboard.press("Control+V");
  }

  async paste(text) {
    await this.copy(text);
    await this.pasteKeys();
  }

  async type(text) {
    await this.page.keyboard.type(text);
    await pause(kCaretSettlesMs);
  }

  async enter() {
    await pause(kCaretSettlesMs);
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
    const data = { items: [{ mimeType: "text/plain", data: text }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await this.overlay.cdp.send("Input.dispatchDragEvent", { type, ...at, data });
    }
  }

  /** Writes with an input method: shows `steps` one after the other, then commits the last. */
  async compose(...steps) {
    for (const text of steps) {
      const end = text.length;
      await this.overlay.cdp.send("Input.imeSetComposition", {
        text,
        selectionStart: end,
        selectionEnd: end,
      });
    }
    await this.overlay.cdp.send("Input.insertText", { text: steps.at(-1) });
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

  /** Everything that the site received since the visit began, as one text. */
  receivedText() {
    const entries = this.server.log.slice(this.since).filter((entry) => entry.host === this.host);
    return entries.map((entry) => entry.body + decode(entry.body)).join("\n");
  }
}

function decode(body) {
  try {
    return decodeURIComponent(body.replaceAll("+", " "));
  } catch {
    return "";
  }
}

/** Text as people compare it: one kind of line end and blank, none at the ends. */
export const plain = (text) =>
  text.replaceAll("\r\n", "\n").replaceAll("\u00a0", " ").trim();
