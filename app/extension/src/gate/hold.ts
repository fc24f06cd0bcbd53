// What all gates share: listening before the page does, holding an event, and stepping aside when the
// extension was replaced under an open page.

import type { Judge } from "../act/judge";
import type { Ui } from "../card/ui";
import type { Settled } from "../act/settled";
import type { Adapter } from "../adapters/adapters";
import { alive } from "../act/link";

export interface GateTools {
  judge: Judge;
  ui: Ui;
  settled: Settled;
  adapter(): Adapter | undefined;
  filesSeen(): void;
  /** Window, capture, trusted events only, not those inside the card. */
  listen<K extends keyof WindowEventMap>(type: K, take: (event: WindowEventMap[K]) => void): void;
}

/** The page and the browser see nothing of this event. */
export function hold(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function listener(ui: Ui): GateTools["listen"] {
  return (type, take) => {
    window.addEventListener(
      type,
      (event) => {
        // A newer gate has taken over in this page.
        if (!alive() || !event.isTrusted || ui.owns(event)) return;
        take(event);
      },
      { capture: true, passive: false },
    );
  };
}
