// Keeps a page's names turned back into values: asks the agent which there are when the page opens,
// when something was sent redacted, and when the page moves on to another conversation.

import * as link from "../act/link";
import type { Restored } from "../wire/native";
import { copyRestored } from "./copy";
import { Names } from "./names";
import { Veil } from "./veil";

const LOOK_MS = 1000;
/** A page that is somewhere else so soon after a person went somewhere was taken there by them. */
const GOING_MS = 3000;
/** While nobody answers, what is shown stays as it is. */
const AGAIN_MS = [1000, 3000, 10_000, 30_000];
const LEADS_AWAY = "a[href], nav, aside, [role=navigation]";

export class Restorer {
  private names = new Names([]);
  private place = location.pathname;
  private wentAt = -Infinity;
  private turn = 0;
  private readonly veil = new Veil((name) =>
    chrome.i18n.getMessage("restored_value", [name, location.hostname]),
  );

  constructor() {
    window.addEventListener("copy", (event) => this.copied(event), true);
    window.addEventListener("click", (event) => this.clicked(event), true);
    window.addEventListener("popstate", () => this.goes(), true);
    setInterval(() => this.lookAround(), LOOK_MS);
  }

  /** Which names there are may have changed. */
  async refresh(from = ""): Promise<void> {
    const turn = ++this.turn;
    for (const pauseMs of AGAIN_MS) {
      const restored = await link.restore(from);
      if (turn !== this.turn) return; // asked anew meanwhile
      if (restored) return this.show(restored);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  private show(restored: Restored[]): void {
    this.names = new Names(restored);
    this.veil.use(this.names);
  }

  private goes(): void {
    this.wentAt = performance.now();
  }

  private clicked(event: Event): void {
    const target = event.composedPath()[0];
    if (event.isTrusted && target instanceof Element && target.closest(LEADS_AWAY)) this.goes();
  }

  /** A page that moves by itself gave its new conversation a path: it is the same one still. */
  private lookAround(): void {
    if (location.pathname === this.place || !link.alive()) return;
    const from = performance.now() - this.wentAt > GOING_MS ? this.place : "";
    this.place = location.pathname;
    void this.refresh(from);
  }

  private copied(event: ClipboardEvent): void {
    if (!event.isTrusted || !this.veil.active) return;
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.veil.touches(selection)) return;
    copyRestored(event, selection, this.names);
  }
}
