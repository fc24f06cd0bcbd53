// The place for a reason: ready-made ones to pick, and a field for one's own words.

import { translate } from "../text/translate";
import { make } from "./element";

/** The agent takes no more; counted in UTF-8 there, so this is well below. */
const MAX_UNITS = 500;

export class ReasonFields {
  readonly element: HTMLFieldSetElement;
  private readonly words: HTMLTextAreaElement;

  constructor(language: string, reasons: readonly string[], changed: () => void) {
    const say = (key: string) => translate(language, key);
    const placeholder = say(reasons.length > 0 ? "reasonOwnWords" : "reasonWhy");
    this.words = make("textarea", {
      rows: "2",
      maxlength: String(MAX_UNITS),
      placeholder,
      "aria-label": placeholder,
      dir: "auto",
    });
    const picks = reasons.map((reason) =>
      make("label", {}, make("input", { type: "radio", name: "reason", value: reason }), reason),
    );
    this.element = make(
      "fieldset",
      {},
      make("legend", {}, say("reasonLegend")),
      picks.length > 0 && make("div", { class: "reasons" }, ...picks),
      this.words,
    );
    this.element.addEventListener("input", changed);
  }

  get value(): string {
    const picked = this.element.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
    return [picked, this.words.value.trim()].filter((part) => part !== "").join(": ");
  }

  focus(): void {
    (this.element.querySelector<HTMLElement>("input") ?? this.words).focus();
  }
}
