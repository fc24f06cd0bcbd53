// The one element that the extension adds to a page, and only while it has something to show: a host
// with a closed shadow root. What is inside sits in the browser's top layer, so the page is not moved.

import css from "./style.css";

const KEYS = ["keydown", "keypress", "keyup", "beforeinput", "paste", "copy", "cut"] as const;

export class Layer {
  private readonly host = document.createElement("div");
  private readonly root = this.host.attachShadow({ mode: "closed" });
  private shown = 0;
  private observer: MutationObserver | undefined;
  /** Keys pressed inside; the page must not see them. */
  onKey: ((event: KeyboardEvent) => void) | undefined;
  /** The page took the element out, or dressed it up. */
  onDisturbed: (() => void) | undefined;

  constructor() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    for (const type of KEYS) window.addEventListener(type, (event) => this.shield(event), true);
  }

  owns(event: Event): boolean {
    return event.target === this.host;
  }

  /** The topmost thing at a point is ours. */
  isOnTopAt(x: number, y: number): boolean {
    return document.elementFromPoint(x, y) === this.host;
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  add(element: HTMLElement): void {
    this.shown++;
    this.root.append(element);
    this.attach();
  }

  remove(element: HTMLElement): void {
    if (element.parentNode !== this.root) return;
    element.remove();
    if (--this.shown > 0) return;
    this.observer?.disconnect();
    this.host.remove();
  }

  attach(): void {
    this.observer?.disconnect();
    for (const name of this.host.getAttributeNames()) this.host.removeAttribute(name);
    if (!this.host.isConnected) document.documentElement.append(this.host);
    this.watch();
  }

  private watch(): void {
    this.observer = new MutationObserver(() => {
      if (this.host.isConnected && this.host.getAttributeNames().length === 0) return;
      if (this.onDisturbed) this.onDisturbed();
      else this.attach();
    });
    this.observer.observe(document, { childList: true });
    this.observer.observe(document.documentElement, { childList: true });
    this.observer.observe(this.host, { attributes: true });
  }

  private shield(event: Event): void {
    if (!this.owns(event)) return;
    event.stopImmediatePropagation();
    if (event.type === "keydown" && event.isTrusted) this.onKey?.(event as KeyboardEvent);
  }
}
