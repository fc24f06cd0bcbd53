// What all gates share: listening before the page does, holding an event, and stepping aside when the
// extension was replaced under an open page.

import type { Judge } from "../act/judge";
import type { Ui } from "../card/ui";
import type { Settled } from "../act/settled";
import type { Adapter } from "../adapters/adapters";
import { alive } from "../act/link";
import { onSuccessor } from "../net/handover";

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

/** Once the extension is gone, the fail mode decides; once a newer gate has come, this one is silent.
 *  A page can only pretend the latter when the former is already true. */
export function listener(ui: Ui): GateTools["listen"] {
  let succeeded = false;
  onSuccessor(() => (succeeded ||= !alive()));
  return (type, take) => {
    window.addEventListener(
      type,
      (event) => {
        if (succeeded || !event.isTrusted || ui.owns(event)) return;
        take(event);
      },
      { capture: true, passive: false },
    );
  };
}
