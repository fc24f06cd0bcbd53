// What the extension shows in a page: the card that asks, and the banner that tells. Both live in
// closed shadow roots, out of the page's reach; the tests see them through the browser's debugging
// protocol and operate them as a person does, with the mouse or the keyboard.
import { until } from "./wait.mjs";

const attribute = (node, name) => {
  const names = node.attributes ?? [];
  for (let i = 0; i < names.length; i += 2) if (names[i] === name) return names[i + 1];
  return undefined;
};

function* inside(node) {
  yield node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) yield* inside(child);
}

const isCard = (node) =>
  node.localName === "dialog" || ["dialog", "alertdialog"].includes(attribute(node, "role"));
const isBanner = (node) => ["status", "alert"].includes(attribute(node, "role"));
const text = (node) => (node.nodeType === 3 ? node.nodeValue : [...(node.shadowRoots ?? []), ...(node.children ?? [])].filter((child) => child.localName !== "style").map(text).join(" ")).replace(/\s+/g, " ").trim();

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
    const cards = await until("the card", async () => {
      const found = await this.cards();
      return found.length > 0 && found;
    }, { timeoutMs });
    if (cards.length > 1) throw new Error(`${cards.length} cards at once`);
    return cards[0];
  }

  async noCard() {
    await until("the card to be gone", async () => (await this.cards()).length === 0);
  }

  /** The banner's text, once it says something. */
  async banner(timeoutMs = 8000) {
    return until("the banner", async () => {
      for (const node of await this.#visible(isBanner)) if (text(node)) return text(node);
      return "";
    }, { timeoutMs });
  }

  async hasBanner() {
    return (await this.#visible(isBanner)).some(text);
  }

  /** The browser's own idea of a node: its role, name and description for assistive software. */
  async accessible(backendNodeId) {
    const { nodes } = await this.cdp.send("Accessibility.getPartialAXTree", {
      backendNodeId,
      fetchRelatives: false,
    });
    const { role, name, description, properties = [] } = nodes[0];
    const flags = Object.fromEntries(properties.map((it) => [it.name, it.value.value]));
    return { role: role?.value, name: name?.value, description: description?.value ?? "", ...flags };
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
  }

  get text() {
    return text(this.node);
  }

  accessible() {
    return this.overlay.accessible(this.node.backendNodeId);
  }

  /** Everything in it that can be operated: [{name, offer, node, id}]. */
  controls() {
    return [...inside(this.node)]
      .filter((node) => ["button", "input", "textarea", "select", "a"].includes(node.localName))
      .map((node) => ({
        name: attribute(node, "aria-label") ?? text(node),
        offer: attribute(node, "data-offer"),
        kind: node.localName,
        id: node.backendNodeId,
      }));
  }

  /** What it offers, in its order. */
  offers() {
    return this.controls().map((control) => control.offer).filter(Boolean);
  }

  #control(offer) {
    const control = this.controls().find((it) => it.offer === offer);
    if (!control) throw new Error(`The card offers ${this.offers()}, not ${offer}: ${this.text}`);
    return control;
  }

  /** Chooses with the mouse. */
  async click(offer) {
    const { x, y } = await this.overlay.centre(this.#control(offer).id);
    await this.overlay.page.mouse.click(x, y);
  }

  /** Chooses with the keyboard: Tab until it has the focus, then Enter. */
  async press(offer) {
    const control = this.#control(offer);
    for (let steps = 0; steps <= this.controls().length + 1; steps += 1) {
      if (await this.focused(control.id)) return this.overlay.page.keyboard.press("Enter");
      await this.overlay.page.keyboard.press("Tab");
    }
    throw new Error(`The keyboard does not reach ${offer}.`);
  }

  focused(backendNodeId) {
    return this.overlay.on(
      backendNodeId,
      "function () { return this.getRootNode().activeElement === this }",
    );
  }
}
