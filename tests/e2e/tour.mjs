// The guided tour, on a screen that nobody sees: the real agent with its tray, Chromium with the
// extension on local imitations of three AI sites, the card, what the sites received, the log.
// Screenshots and a page that tells the story land in a folder.
//   node tour.mjs --build DIR --output DIR
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const options = { build: { type: "string" }, output: { type: "string" } };
const { build, output } = parseArgs({ options }).values;
process.env.CHAPERONE_BINARY_DIR = path.resolve(build);
execFileSync(process.execPath, [path.join(import.meta.dirname, "prepare.mjs")], {
  stdio: "inherit",
});

const { Desktop } = await import("./harness/desktop.mjs");
const { values } = await import("./harness/samples.mjs");
const { pause, until } = await import("./harness/wait.mjs");
const { World } = await import("./harness/world.mjs");
const { story } = await import("./tour/story.mjs");

const kPaintedMs = 600; // fades and the window manager's decorations
const letter = [
  "Please write a friendly answer to this customer.",
  "",
  `Ida Marsh was charged twice on her card ${values.card}.`,
  `The refund should go to ${values.iban}.`,
].join("\n");
const server = [
  "Why does the deployment fail? This is its configuration:",
  "host = build.kestrel-tea.example",
  values.privateKey,
].join("\n");

class Tour {
  #count = 0;
  chapters = [];

  async begin() {
    this.desktop = await Desktop.start();
    this.world = await World.start({
      browser: false,
      welcomed: false,
      environment: { ...this.desktop.env, QT_QPA_PLATFORM: "xcb" },
    });
  }

  async end() {
    await this.world?.stop();
    await this.desktop?.stop();
  }

  /** `part`: only that of the screen, as WIDTHxHEIGHT+X+Y. */
  async shoot(name, alt, part) {
    await pause(kPaintedMs);
    const file = `${String((this.#count += 1)).padStart(2, "0")}-${name}.png`;
    await this.desktop.shoot(path.join(output, file), part);
    return { file, alt };
  }

  async window(title) {
    return until(`the window "${title}"`, () => this.desktop.window(title).catch(() => ""));
  }

  async welcome() {
    const id = await this.window("Welcome to Chaperone");
    await this.desktop.place(id);
    this.chapters.push({
      title: "First it says what it does",
      text:
        "Before anything is checked, one page says what is watched, what is kept, what never is, and " +
        "who can read it. Nothing happens until you agree.",
      shots: [await this.shoot("welcome", "The welcome window over an empty desktop")],
    });
    await this.desktop.call("xdotool", "windowactivate", "--sync", id, "key", "Return");
    await until(
      "the welcome window to close",
      async () => !(await this.desktop.window("Welcome to Chaperone").catch(() => "")),
    );
  }

  async openBrowser() {
    await this.world.openBrowser({
      headless: false,
      viewport: null,
      window: { x: 100, y: 64, width: 1240, height: 800 },
    });
  }

  /** The browser's one tab goes to a site. */
  async visit(host, colorScheme) {
    const visit = await this.world.visit(host, { page: this.world.context.pages()[0] });
    await visit.page.emulateMedia({ colorScheme });
    return visit;
  }

  async redact() {
    const visit = await this.visit("chatgpt.com", "light");
    await visit.paste(letter);
    const card = await visit.overlay.card();
    const asked = await this.shoot(
      "card-light",
      "A card over the chat names the findings and offers to paste redacted",
    );
    await card.choose("redacted");
    await visit.overlay.noCard();
    await visit.page.waitForFunction(() => window.editorText().trim() !== "");
    const pasted = await this.shoot("redacted", "The draft holds labels where the numbers were");
    await visit.enter();
    const got = await visit.siteGets();
    await visit.page.waitForSelector(".assistant:not(.waiting)");
    const answered = await this.shoot("answered", "The site answers the redacted message");
    this.chapters.push(
      {
        title: "You paste a customer's letter",
        text:
          "It has a card number and a bank account in it. The paste is held for a moment, judged on " +
          "this computer, and a card says what was found and why it matters. Nothing has reached " +
          "the page yet.",
        shots: [asked],
      },
      {
        title: "The sense stays, the numbers go",
        text:
          "With the numbers replaced by what they are, the question is still a good question, and the " +
          "answer just as useful.",
        shots: [pasted, answered],
        transcripts: [
          { label: "What was in the clipboard", text: letter },
          { label: "What the site's server received", text: got, marked: true },
        ],
      },
    );
  }

  async block() {
    const visit = await this.visit("claude.ai", "dark");
    await visit.paste(server);
    const card = await visit.overlay.card();
    const asked = await this.shoot(
      "card-dark",
      "In dark colours, the card holds back a private key",
    );
    await card.back();
    await visit.overlay.noCard();
    this.chapters.push({
      title: "A private key stays here",
      text:
        "Live credentials are the one thing that is held back from the first day, because a key opens " +
        "what it guards until somebody replaces it. The card follows the light or dark of the page.",
      shots: [asked],
    });
  }

  async type() {
    const visit = await this.visit("gemini.google.com", "light");
    await visit.type(`Is ${values.iban} a valid account number?`);
    await visit.clickSend();
    const card = await visit.overlay.card();
    const asked = await this.shoot("card-typed", "The card again, this time as a message is sent");
    await card.choose("anyway");
    const got = await visit.siteGets();
    this.chapters.push({
      title: "You decide",
      text:
        "What is typed is judged when it is sent. Here the number is the question itself, so it is " +
        "sent as it is. That is your choice, and the log says that it was.",
      shots: [asked],
      transcripts: [{ label: "What the site's server received", text: got }],
    });
  }

  async log() {
    const { x, y } = await this.desktop.trayIcon();
    await this.desktop.call("xdotool", "mousemove", `${x}`, `${y}`, "click", "3");
    const menu = await this.shoot("menu", "The menu on the tray icon", "720x400+720+0");
    await this.desktop.call("xdotool", "key", "Escape");
    await this.desktop.call("xdotool", "mousemove", `${x}`, `${y}`, "click", "1");
    const id = await this.window("Chaperone: today");
    await this.desktop.place(id);
    const events = await this.shoot("log", "The window with today's events");
    const verified = await this.world.agent.control("audit", "verify");
    this.chapters.push({
      title: "Everything is written down, for you as well",
      text:
        "The icon in the panel shows how things stand, and opens today's events: what was found, where it " +
        "was going, what became of it. What you wrote is not in there. The same log is what your employer " +
        "sees, and a line that somebody changed would show.",
      shots: [menu, events],
      transcripts: [{ label: "chaperonectl audit verify", text: verified.trim() }],
    });
  }

  write() {
    const lead =
      "Chaperone sits beside you while you talk to AI. It reads what you are about to hand over, on your own " +
      "computer, and speaks up before it is too late. These pictures were taken a moment ago, from the " +
      "programs you just built.";
    const footer =
      "The agent, the browser, the extension and the log are real. The three AI sites are imitations on " +
      "this computer; nothing was sent to the real ones. The card and account numbers belong to nobody.";
    writeFileSync(
      path.join(output, "index.html"),
      story({ lead, chapters: this.chapters, footer }),
    );
  }
}

mkdirSync(output, { recursive: true });
const tour = new Tour();
try {
  await tour.begin();
  await tour.welcome();
  await tour.openBrowser();
  await tour.redact();
  await tour.block();
  await tour.type();
  await tour.log();
  tour.write();
} finally {
  await tour.end();
}
