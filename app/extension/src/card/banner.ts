// Short lines at the edge of the page: a banner for what the person should know but need not answer,
// and a chip while a check takes long enough to be noticed.

import { directionOf, translate } from "../text/translate";
import { cross, make, mark } from "./element";
import type { Layer } from "./layer";

export interface BannerText {
  text: string;
  language: string;
  warning: boolean;
  /** Stays until closed, or until what it says is over. */
  stays: boolean;
  offersReload: boolean;
}

const SHOWN_MS = 8000;

function button(
  label: string,
  kind: string,
  act: () => void,
  ...children: Node[]
): HTMLButtonElement {
  const element = make("button", { type: "button", class: kind, "aria-label": label }, ...children);
  element.addEventListener("click", (event) => event.isTrusted && act());
  return element;
}

export class Banner {
  private element: HTMLElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly layer: Layer) {}

  show(content: BannerText): void {
    this.hide();
    const say = (key: string) => translate(content.language, key);
    const line = make("p", { role: content.warning ? "alert" : "status", dir: "auto" });
    const reload = button(
      say("reload"),
      "action",
      () => location.reload(),
      document.createTextNode(say("reload")),
    );
    const close = button(say("close"), "close", () => this.hide(), cross());
    const element = make(
      "div",
      {
        class: content.warning ? "banner warning" : "banner",
        popover: "manual",
        lang: content.language,
        dir: directionOf(content.language),
      },
      mark(),
      line,
      content.offersReload && reload,
      close,
    );
    this.element = element;
    this.layer.add(element);
    element.showPopover();
    requestAnimationFrame(() => {
      line.textContent = content.text; // a change is what readers announce
      // From now on it can be seen: a long paste may have kept the page busy until here.
      if (!content.stays && this.element === element)
        this.timer = setTimeout(() => this.hide(), SHOWN_MS);
    });
  }

  hide(): void {
    clearTimeout(this.timer);
    if (this.element) this.layer.remove(this.element);
    this.element = undefined;
  }
}

const CHIP_AFTER_MS = 150;

/** Says "checking…" near an element if it takes long enough; gives what takes it away again. */
export function showChip(layer: Layer, language: string, near: Element | undefined): () => void {
  let chip: HTMLElement | undefined;
  const timer = setTimeout(() => {
    chip = make(
      "div",
      { class: "chip", popover: "manual", "aria-live": "polite", dir: directionOf(language) },
      translate(language, "checking"),
    );
    layer.add(chip);
    chip.showPopover();
    place(chip, near);
  }, CHIP_AFTER_MS);
  return () => {
    clearTimeout(timer);
    if (chip) layer.remove(chip);
  };
}

function place(chip: HTMLElement, near: Element | undefined): void {
  const box = near?.getBoundingClientRect();
  const top = box && box.width > 0 ? box.top - chip.offsetHeight - 8 : 12;
  const left = box && box.width > 0 ? box.left : innerWidth / 2 - chip.offsetWidth / 2;
  chip.style.top = `${Math.max(8, Math.min(top, innerHeight - chip.offsetHeight - 8))}px`;
  chip.style.left = `${Math.max(8, Math.min(left, innerWidth - chip.offsetWidth - 8))}px`;
}
