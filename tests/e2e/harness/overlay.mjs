// What the extension shows in a page: the card that asks, and the banner that tells. Both live in
// closed shadow roots, out of the page's reach; the tests see them through the browser's debugging
// protocol and operate them as a person does, with the mouse or the keyboard.
import { pause, until } from "./wait.mjs";

const kSeenMs = 360;
const kAttempts = 4;
const kPatienceMs = 600;

const attribute = (node, name) => {
  const names = node.attributes ?? [];
  for (let i = 0; i < names.length; i += 2) if (names[i] === name) return names[i + 1];
  return undefined;
};

function* inside(node) {
  yield node;
  for (const child of parts(node)) yield* inside(child);
}

const isCard = (node) =>
  node.localName === "dialog" || ["dialog", "alertdialog"].includes(attribute(node, "role"));
const isBanner = (node) => ["status", "alert"].includes(attribute(node, "role"));

const isRestored = (node) => attribute(node, "data-value") !== undefined;

const parts = (node) => [
  ...(node.shadowRoots ?? []),
  ...(node.contentDocument ? [node.contentDocument] : []),
  ...(node.children ?? []),
];
const words = (node) =>
  node.nodeName === "#text" ? node.nodeValue : parts(node).map(words).join(" ");
const text = (node) => words(node).replace(/\s+/g, " ").trim();

/** The nodes of `kind` in closed shadow roots of the page. */
async function find(cdp, kind) {
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const found = [];
  for (const node of inside(root)) {
    if (node.shadowRootType !== "closed") continue;
    for (const part of inside(node)) if (kind(part)) found.push(part);
  }
  return found;
}

export class Overlay {
  constructor(page, cdp) {
    this.page = page;
    this.cdp = cdp;
  }

  static async of(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("DOM.enable");
    return new Overlay(page, cdp);
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
    return (await find(this.cdp, isRestored)).map((node) => attribute(node, "data-value"));
  }

  /** The browser's own idea of a node: its role, name and description for assistive software. */
  async accessible(backendNodeId) {
    const { nodes } = await this.cdp.send("Accessibility.getPartialAXTree", {
      backendNodeId,
      fetchRelatives: false,
    });
    const { role, name, description, properties = [] } = nodes[0];
    const flags = Object.fromEntries(properties.map((it) => [it.name, it.value.value]));
    return {
      role: role?.value,
      name: name?.value,
      description: description?.value ?? "",
      ...flags,
    };
  }

  /** Runs `declaration` (a function's source) with the node as `this`. */
  async on(backendNodeId, declaration) {
    const { object } = await this.cdp.send("DOM.resolveNode", { backendNodeId });
    const { result } = await this.cdp.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration: declaration,
      returnByValue: true,
    });
    return result.value;
  }

  async centre(backendNodeId) {
    await this.cdp.send("DOM.scrollIntoViewIfNeeded", { backendNodeId });
    const { quads } = await this.cdp.send("DOM.getContentQuads", { backendNodeId });
    const [x1, y1, x2, , , y3] = quads[0];
    return { x: (x1 + x2) / 2, y: (y1 + y3) / 2 };
  }

  async #visible(kind) {
    const visible = [];
    for (const node of await find(this.cdp, kind)) {
      const shown = await this.on(
        node.backendNodeId,
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
        this.node.backendNodeId,
        "function () { return this.getAnimations({ subtree: true }).length === 0 }",
      ),
    );
    return this;
  }

  accessible() {
    return this.overlay.accessible(this.node.backendNodeId);
  }

  /** Everything in it that can be operated: [{name, action, kind, id}]. */
  controls() {
    return [...inside(this.node)]
      .filter((node) => ["button", "input", "textarea"].includes(node.localName))
      .map((node) => ({
        name: attribute(node, "aria-label") ?? text(node),
        action: attribute(node, "data-action"),
        kind: node.localName,
        id: node.backendNodeId,
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

  focused(backendNodeId) {
    return this.overlay.on(
      backendNodeId,
      "function () { return this.getRootNode().activeElement === this }",
    );
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
      .on(this.node.backendNodeId, "function () { return this.isConnected }")
      .catch(() => false));
  }

  async #click(backendNodeId) {
    const { x, y } = await this.overlay.centre(backendNodeId);
    await this.overlay.page.mouse.click(x, y);
  }

  async #tabTo(backendNodeId) {
    for (let steps = 0; steps <= this.controls().length + 1; steps += 1) {
      if (await this.focused(backendNodeId)) return;
      await this.overlay.page.keyboard.press("Tab");
    }
    throw new Error("The keyboard does not reach it.");
  }
}
