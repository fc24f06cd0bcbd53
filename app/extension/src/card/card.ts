// The card: says what was found and why it matters, and waits for the person's answer. Keyboard and
// screen-reader complete. It answers only to trusted events, and only once it could be seen.

import { directionOf, translate } from "../text/translate";
import { make, cross, mark } from "./element";
import type { Layer } from "./layer";
import type { ActionId, CardAction, CardModel } from "./model";
import { ReasonFields } from "./reason";

export interface Answer {
  action: ActionId;
  reason: string;
}

/** A click or a key before this was not meant for the card. */
const VISIBLE_MS = 300;
/** After so many removals by the page the card gives up, and nothing goes through. */
const MOST_DISTURBANCES = 3;

class CardView {
  readonly dialog: HTMLDialogElement;
  private readonly reason: ReasonFields | undefined;
  private readonly buttons = new Map<ActionId, HTMLButtonElement>();
  private armedAt = Infinity;
  private disturbances = 0;

  constructor(
    private readonly layer: Layer,
    private readonly model: CardModel,
    private readonly done: (answer: Answer) => void,
  ) {
    this.reason =
      model.reasons && new ReasonFields(model.language, model.reasons, () => this.refreshReason());
    this.dialog = this.build();
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (event.isTrusted) this.finish(model.escape);
    });
    this.dialog.addEventListener(
      "close",
      () => this.dialog.isConnected && this.finish(model.escape),
    );
    for (const type of [
      "pointerdown",
      "mousedown",
      "mouseup",
      "pointerup",
      "click",
      "focusin",
      "focusout",
    ])
      this.dialog.addEventListener(type, (event) => event.stopPropagation());
  }

  open(): void {
    this.layer.onKey = (event) => this.key(event);
    this.layer.onDisturbed = () => this.disturbed();
    this.layer.add(this.dialog);
    this.show();
  }

  close(): void {
    this.layer.onKey = undefined;
    this.layer.onDisturbed = undefined;
    this.layer.remove(this.dialog);
  }

  private show(): void {
    this.dialog.removeAttribute("open");
    this.dialog.showModal();
    this.armedAt = Infinity;
    requestAnimationFrame(() => (this.armedAt = performance.now() + VISIBLE_MS));
    if (this.reason && !this.reason.element.hidden) this.reason.focus();
    else this.buttons.get(this.model.actions[0]?.id ?? "cancel")?.focus();
  }

  private disturbed(): void {
    if (++this.disturbances > MOST_DISTURBANCES) return this.finish(this.model.escape);
    this.layer.attach();
    this.show();
  }

  private finish(action: ActionId): void {
    this.done({ action, reason: action === "reason" ? (this.reason?.value ?? "") : "" });
  }

  private choose(action: ActionId): void {
    if (action !== "reason" || !this.reason) return this.finish(action);
    if (this.reason.element.hidden) return this.askReason();
    if (this.reason.value !== "") this.finish(action);
  }

  private askReason(): void {
    if (!this.reason) return;
    this.reason.element.hidden = false;
    this.refreshReason();
    this.reason.focus();
    this.reason.element.scrollIntoView({ block: "nearest" });
  }

  private refreshReason(): void {
    const button = this.buttons.get("reason");
    if (!button || !this.reason || this.reason.element.hidden) return;
    button.textContent = translate(
      this.model.language,
      this.model.wording === "paste" ? "pasteWithThisReason" : "sendWithThisReason",
    );
    button.disabled = this.reason.value === "";
  }

  private pressed(event: MouseEvent, action: ActionId): void {
    if (!event.isTrusted || performance.now() < this.armedAt) return;
    const byPointer = event.detail > 0;
    if (byPointer && !this.layer.isOnTopAt(event.clientX, event.clientY)) return;
    this.choose(action);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault(); // going back is always safe: no wait
      this.finish(this.model.escape);
    } else if (event.key === "Tab") {
      this.cycle(event);
    } else if (event.key === "Enter" && event.repeat) {
      event.preventDefault(); // still the Enter that was meant for the page
    }
  }

  /** Tab goes round inside the card. */
  private cycle(event: KeyboardEvent): void {
    const stops = [...this.dialog.querySelectorAll<HTMLElement>("button, input, textarea")].filter(
      (it) => !it.matches(":disabled") && it.getClientRects().length > 0 && it.tabIndex >= 0,
    );
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (this.layer.focused !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  private build(): HTMLDialogElement {
    const { model } = this;
    const label = this.head();
    const dialog = make(
      "dialog",
      {
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": "title",
        "aria-describedby": "why findings",
        lang: model.language,
        dir: directionOf(model.language),
        "data-kind": model.kind,
      },
      label,
      this.body(),
      make("div", { class: "actions" }, ...model.actions.map((action) => this.button(action))),
    );
    if (this.reason) this.reason.element.hidden = model.actions[0]?.id !== "reason";
    this.refreshReason();
    return dialog;
  }

  private head(): HTMLElement {
    const close = make(
      "button",
      {
        class: "close",
        type: "button",
        "data-action": "escape",
        "aria-label": translate(this.model.language, "close"),
      },
      cross(),
    );
    close.addEventListener("click", (event) => this.pressed(event, this.model.escape));
    const where = make(
      "span",
      { class: "where" },
      make("b", {}, "Chaperone"),
      ` · ${this.model.where}`,
    );
    return make("div", { class: "head" }, mark(), where, close);
  }

  private body(): HTMLElement {
    const { model } = this;
    return make(
      "div",
      { class: "body" },
      make("h2", { id: "title", dir: "auto" }, model.title),
      make("p", { id: "why", class: "why", dir: "auto" }, model.why),
      model.note !== "" && make("p", { class: "note", dir: "auto" }, model.note),
      model.findings.length > 0 && this.findings(),
      this.reason?.element,
    );
  }

  private findings(): HTMLElement {
    const rows = this.model.findings.map((finding) =>
      make(
        "li",
        {},
        make("span", { class: "kind", dir: "auto" }, finding.label),
        make("span", { class: "masked", dir: "ltr" }, finding.masked),
      ),
    );
    const more =
      this.model.more > 0 &&
      make("li", { class: "more" }, translate(this.model.language, "andMore", this.model.more));
    return make("ul", { id: "findings", class: "findings" }, ...rows, more);
  }

  private button(action: CardAction): HTMLButtonElement {
    const kind = action.tone === "quiet" ? "quiet" : `action ${action.tone}`;
    const button = make(
      "button",
      { class: kind, type: "button", "data-action": action.id },
      action.label,
    );
    button.addEventListener("click", (event) => this.pressed(event, action.id));
    this.buttons.set(action.id, button);
    return button;
  }
}

/** Shows the card and takes it away with the answer. Leaving the page is no answer. */
export function showCard(
  layer: Layer,
  model: CardModel,
  withdrawn?: AbortSignal,
): Promise<Answer> {
  const leave: Answer = { action: model.escape, reason: "" };
  if (withdrawn?.aborted) return Promise.resolve(leave);
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      view.close();
      resolve(answer);
    };
    const view = new CardView(layer, model, done);
    withdrawn?.addEventListener("abort", () => done(leave), { once: true });
    view.open();
  });
}
