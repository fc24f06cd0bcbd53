// What the extension shows in a page: the card that asks, and the banner that tells. Both live in
// closed shadow roots, out of the page's reach; the tests see them through the browser's debugging
// protocol (a "sight", of which each browser has its own) and operate them as a person does, with the
// mouse or the keyboard.
import { pause, until } from "./wait.mjs";

const kSeenMs = 360;
const kAttempts = 4;
const kPatienceMs = 600;

function* inside(node) {
  yield node;
  for (const child of node.children) yield* inside(child);
}

const isCard = (node) =>
  node.name === "dialog" || ["dialog", "alertdialog"].includes(node.attributes.role);
const isBanner = (node) => ["status", "alert"].includes(node.attributes.role);

const isRestored = (node) => node.attributes["data-value"] !== undefined;

const words = (node) => node.text ?? node.children.map(words).join(" ");
const text = (node) => words(node).replace(/\s+/g, " ").trim();

export class Overlay {
  constructor(page, sight) {
    this.page = page;
    this.sight = sight;
  }

  static async of(browser, page) {
    return new Overlay(page, await browser.sight(page));
  }

  async cards() {
    return (await this.#visible(isCard)).map((node) => new Card(this, node));
  }

  /** The card, once it is there; fails when there are several. */
  async card(timeoutMs = 8000) {
    const cards = await until(
      "the card",
      async () => {
        const found = await this.cards();
        return found.length > 0 && found;
      },
      { timeoutMs },
    );
    if (cards.length > 1) throw new Error(`${cards.length} cards at once`);
    return cards[0];
  }

  async noCard() {
    await until("the card to be gone", async () => (await this.cards()).length === 0);
  }

  /** The banner's text, once it says something. */
  async banner(timeoutMs = 8000) {
    return until(
      "the banner",
      async () => {
        for (const node of await this.#visible(isBanner)) if (text(node)) return text(node);
        return "";
      },
      { timeoutMs },
    );
  }

  async hasBanner() {
    return (await this.#visible(isBanner)).some(text);
  }

  /** The values that the page shows to the person in place of names. */
  async restored() {
    return (await this.#nodes(isRestored)).map((node) => node.attributes["data-value"]);
  }

  /** The browser's own idea of a node: its role, name and description for assistive software. */
  accessible(id) {
    return this.sight.accessible(id);
  }

  /** Runs `declaration` (a function's source) with the node as `this`. */
  on(id, declaration) {
    return this.sight.on(id, declaration);
  }

  centre(id) {
    return this.sight.centre(id);
  }

  /** Those of `kind` in the closed shadow roots of the page. */
  async #nodes(kind) {
    const roots = await this.sight.closedRoots();
    return roots.flatMap((root) => [...inside(root)].filter(kind));
  }

  async #visible(kind) {
    const visible = [];
    for (const node of await this.#nodes(kind)) {
      const shown = await this.on(
        node.id,
        "function () { return this.isConnected && this.checkVisibility() }",
      ).catch(() => false);
      if (shown) visible.push(node);
    }
    return visible;
  }
}

export class Card {
  constructor(overlay, node) {
    this.overlay = overlay;
    this.node = node;
    this.seenAt = performance.now();
  }

  get text() {
    return text(this.node);
  }

  /** Its fading in is over: for screenshots. */
  async settled() {
    await until("the card to have faded in", () =>
      this.overlay.on(
        this.node.id,
        "function () { return this.getAnimations({ subtree: true }).length === 0 }",
      ),
    );
    return this;
  }

  accessible() {
    return this.overlay.accessible(this.node.id);
  }

  /** Everything in it that can be operated: [{name, action, kind, id}]. */
  controls() {
    return [...inside(this.node)]
      .filter((node) => ["button", "input", "textarea"].includes(node.name))
      .map((node) => ({
        name: node.attributes["aria-label"] ?? text(node),
        action: node.attributes["data-action"],
        kind: node.name,
        id: node.id,
      }));
  }

  /** What it offers, in its order. */
  offers() {
    const actions = this.controls().map((control) => control.action);
    return actions.filter((action) => action && action !== "escape");
  }

  /** Chooses with the mouse. */
  choose(action) {
    return this.#until(action, async ({ id }) => this.#click(id));
  }

  /** Chooses with the keyboard: Tab until it has the focus, then Enter. */
  press(action) {
    return this.#until(action, async ({ id }) => {
      await this.#tabTo(id);
      await this.overlay.page.keyboard.press("Enter");
    });
  }

  /** Leaves with the Escape key. */
  escape() {
    return this.#again(
      () => this.overlay.page.keyboard.press("Escape"),
      () => this.#gone(),
    );
  }

  /** Goes back to the draft: the button for it is "edit" or "cancel", by what policy offers. */
  back() {
    return this.choose(this.offers().includes("edit") ? "edit" : "cancel");
  }

  /** Gives a reason in the person's own words and sends. */
  async giveReason(words) {
    const field = this.controls().find((control) => control.kind === "textarea").id;
    const open = () => this.overlay.on(field, "function () { return this.checkVisibility() }");
    if (!(await open())) {
      await this.#again(() => this.#click(this.#control("reason").id), open);
    }
    await this.#click(field);
    await this.overlay.page.keyboard.type(words);
    await this.choose("reason");
  }

  focused(id) {
    return this.overlay.on(id, "function () { return this.getRootNode().activeElement === this }");
  }

  #control(action) {
    const control = this.controls().find((it) => it.action === action);
    if (!control) throw new Error(`The card offers ${this.offers()}, not ${action}: ${this.text}`);
    return control;
  }

  /** Acts on a control until the card is gone. */
  #until(action, act) {
    const control = this.#control(action);
    return this.#again(
      () => act(control),
      () => this.#gone(),
    );
  }

  /** A card that only just came takes no click or key yet: it waits to have been seen. */
  async #again(act, done) {
    await pause(Math.max(0, this.seenAt + kSeenMs - performance.now()));
    for (let attempt = 1; attempt <= kAttempts; attempt += 1) {
      if (attempt > 1 && (await done())) return;
      await act();
      if (await until("", done, { timeoutMs: kPatienceMs }).catch(() => false)) return;
    }
    throw new Error(`The card does not react: ${this.text}`);
  }

  async #gone() {
    return !(await this.overlay
      .on(this.node.id, "function () { return this.isConnected }")
      .catch(() => false));
  }

  async #click(id) {
    const { x, y } = await this.overlay.centre(id);
    await this.overlay.page.mouse.click(x, y);
  }

  async #tabTo(id) {
    for (let steps = 0; steps <= this.controls().length + 1; steps += 1) {
      if (await this.focused(id)) return;
      await this.overlay.page.keyboard.press("Tab");
    }
    throw new Error("The keyboard does not reach it.");
  }
}
