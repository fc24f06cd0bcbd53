// Shows values where a page has names. The page's own text stays as it was sent and received: each
// name is wrapped in an element whose closed shadow root draws the value, and what the page's code
// reads there is the name. The value is drawn by style, not as text: a page can search all text that
// is drawn (window.find), letter by letter. A page that rewrites its text takes its own node as if
// we were not there: then what we added goes.

import type { Names } from "./names";

/** Text that is being written, and what is never shown. */
const NOT_HERE =
  "textarea, input, script, style, noscript, template, [contenteditable]:not([contenteditable=false]), [role=textbox]";

const STYLE = `
  :host { display: inline; }
  span {
    border-block-end: 2px dotted #0c745a;
    cursor: help;
    white-space: pre-wrap;
  }
  span::before { content: attr(data-value); }
  @media (prefers-color-scheme: dark) { span { border-block-end-color: #5ed0ac; } }
`;

interface Veiled {
  /** As the page has it. */
  whole: string;
  /** What we put behind the page's own node. */
  added: ChildNode[];
}

export class Veil {
  private readonly veiled = new Map<Text, Veiled>();
  private readonly ours = new WeakSet<Node>();
  private names: Names | undefined;
  private readonly observer = new MutationObserver((records) => this.changed(records));
  private readonly fresh = new Set<Node>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstAt = 0;

  /** `says`: what a person reads who points at a value, by its name. */
  constructor(private readonly says: (name: string) => string) {}

  get active(): boolean {
    return this.names !== undefined;
  }

  /** Shows these from now on. */
  use(names: Names): void {
    this.stop();
    if (names.none || !document.body) return;
    this.names = names;
    this.quietly(() => this.look(document.body));
  }

  stop(): void {
    this.observer.disconnect();
    clearTimeout(this.timer);
    this.fresh.clear();
    for (const text of [...this.veiled.keys()]) this.lift(text);
    this.names = undefined;
  }

  /** A value is shown somewhere between the ends of the selection. */
  touches(selection: Selection): boolean {
    return [...this.veiled.values()].some(({ added }) =>
      added.some((node) => node instanceof Element && selection.containsNode(node, true)),
    );
  }

  private observe(): void {
    if (document.body)
      this.observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  /** Changes the page without taking notice of it. What the page did before is seen first. */
  private quietly(work: () => void): void {
    const before = this.observer.takeRecords();
    this.observer.disconnect();
    if (before.length > 0) this.note(before);
    work();
    this.observe();
  }

  private changed(records: MutationRecord[]): void {
    this.quietly(() => this.note(records));
    // Text that is just streaming in is looked at when it rests, or now and then.
    const now = performance.now();
    if (this.fresh.size === 0) return;
    if (this.timer === undefined) this.firstAt = now;
    clearTimeout(this.timer);
    const wait = Math.min(REST_MS, Math.max(0, this.firstAt + PATIENCE_MS - now));
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.quietly(() => this.lookAtFresh());
    }, wait);
  }

  private note(records: MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes } of records) {
      for (const gone of removedNodes) this.forget(gone);
      if (type === "characterData") {
        if (this.ours.has(target)) continue;
        this.rewritten(target as Text);
        this.fresh.add(target);
      }
      for (const added of addedNodes) if (!this.ours.has(added)) this.fresh.add(added);
    }
  }

  /** The page wrote its own node anew: ours say nothing any more. */
  private rewritten(text: Text): void {
    const veiled = this.veiled.get(text);
    if (!veiled) return;
    for (const node of veiled.added) node.remove();
    this.veiled.delete(text);
  }

  /** The page took a node out: what stood behind it for us goes too. */
  private forget(gone: Node): void {
    if (gone.isConnected) return;
    if (gone instanceof Text && this.veiled.has(gone)) return this.lift(gone);
    for (const text of [...this.veiled.keys()]) if (gone.contains(text)) this.veiled.delete(text);
  }

  private lift(text: Text): void {
    const veiled = this.veiled.get(text);
    if (!veiled) return;
    this.veiled.delete(text);
    for (const node of veiled.added) node.remove();
    text.data = veiled.whole;
  }

  private lookAtFresh(): void {
    const nodes = [...this.fresh];
    this.fresh.clear();
    for (const node of nodes) if (node.isConnected) this.look(node);
  }

  private look(node: Node): void {
    const texts: Text[] = [];
    if (node instanceof Text) texts.push(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let next = walker.nextNode(); next; next = walker.nextNode()) texts.push(next as Text);
    for (const text of texts) this.cover(text);
  }

  private cover(text: Text): void {
    if (!this.names || this.ours.has(text) || this.veiled.has(text) || !text.data.includes("["))
      return;
    const pieces = this.names.split(text.data);
    if (!pieces.some((piece) => piece.value !== undefined)) return;
    if (!text.parentElement || text.parentElement.closest(NOT_HERE)) return;
    const whole = text.data;
    const first = pieces[0]?.value === undefined ? (pieces.shift()?.text ?? "") : "";
    const added = pieces.map((piece) =>
      piece.value === undefined
        ? document.createTextNode(piece.text)
        : this.shown(piece.text, piece.value),
    );
    for (const node of added) this.ours.add(node);
    text.data = first;
    text.after(...added);
    this.veiled.set(text, { whole, added });
  }

  private shown(name: string, value: string): HTMLElement {
    const host = document.createElement("span");
    const inner = document.createTextNode(name);
    this.ours.add(inner);
    host.append(inner);
    const root = host.attachShadow({ mode: "closed" });
    const style = document.createElement("style");
    style.textContent = STYLE;
    const drawn = document.createElement("span");
    drawn.dataset["value"] = value;
    drawn.title = this.says(name);
    root.append(style, drawn);
    return host;
  }
}

const REST_MS = 400;
const PATIENCE_MS = 2000;
