// Where in the tab something is shown: in this frame, or, when a person could not see it here, in the
// page around it, through the worker. The page has no part in this: a gate asks, a gate shows.

import * as link from "../act/link";
import type { Answer } from "./card";
import type { CardModel } from "./model";
import type { BannerKind, Ui } from "./ui";

/** A card needs about this much room. */
const MIN_WIDTH = 320;
const MIN_HEIGHT = 240;
/** Browsers do not even answer for a frame that they do not draw. */
const LOOK_MS = 400;

/** Whether something lies over it or makes it transparent, only some browsers tell. Where they do not,
 *  the page around a frame is the place to be sure of. */
const TELLS_ALL = "isVisible" in IntersectionObserverEntry.prototype;

interface Sight extends IntersectionObserverEntry {
  isVisible?: boolean;
}

function roomEnough({ intersectionRect, isVisible }: Sight): boolean {
  const { width, height } = intersectionRect;
  return width >= MIN_WIDTH && height >= MIN_HEIGHT && isVisible !== false;
}

/** Can a person see this frame? Asked of the browser, for a frame knows nothing of those around it. */
function seen(): Promise<boolean> {
  if (innerWidth < MIN_WIDTH || innerHeight < MIN_HEIGHT) return Promise.resolve(false);
  return new Promise((resolve) => {
    const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
    const observer = new IntersectionObserver((entries) => answer(entries.some(roomEnough)), options);
    const timer = setTimeout(() => answer(false), LOOK_MS);
    const answer = (visible: boolean) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(visible);
    };
    observer.observe(document.documentElement);
  });
}

const isTop = window === window.top;

export class Stage {
  constructor(private readonly ui: Ui) {}

  /** Nothing when there is no place where a person could see it. */
  async ask(model: CardModel): Promise<Answer | undefined> {
    if (isTop || (TELLS_ALL && (await seen()))) return this.ui.ask(model);
    const answer = await this.askOnTop(model);
    if (answer || TELLS_ALL) return answer;
    return (await seen()) ? this.ui.ask(model) : undefined; // the page around has no gate
  }

  private async askOnTop(model: CardModel): Promise<Answer | undefined> {
    const id = crypto.randomUUID();
    const leave = () => void link.show({ kind: "withdraw", id });
    window.addEventListener("pagehide", leave, { once: true });
    const answer = await link.show({ kind: "card", id, model });
    window.removeEventListener("pagehide", leave);
    return answer;
  }

  say(kind: BannerKind, text?: string): void {
    if (isTop) return this.ui.say(kind, text);
    void seen().then((here) => {
      if (here && TELLS_ALL) this.ui.say(kind, text);
      else void link.show({ kind: "banner", banner: kind, ...(text !== undefined && { text }) });
    });
  }
}

/** In the top frame: shows what the frames inside it cannot. */
export function lendStage(ui: Ui): void {
  const open = new Map<string, AbortController>();
  link.onShown(async (shown) => {
    switch (shown.kind) {
      case "banner":
        ui.say(shown.banner, shown.text);
        return undefined;
      case "withdraw":
        open.get(shown.id)?.abort();
        return undefined;
      case "card": {
        const withdrawn = new AbortController();
        open.set(shown.id, withdrawn);
        return ui.ask(shown.model, withdrawn.signal).finally(() => open.delete(shown.id));
      }
    }
  });
}
