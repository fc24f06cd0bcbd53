// The submit gates: Enter in an editor, a send button, a form. The draft is judged, what the person
// chose is put in its place, and the same act is done again on their behalf.

import { hold, type GateTools } from "./hold";
import { readDraft, redactDraft } from "./draft";
import { findComposer, sendButtonIn } from "./composer";
import { focused, isSecret, placeOf, stillThere, targetOf, type Field, type Place } from "./place";
import { rememberCaret } from "./selection";

/** The draft may change while it is judged; so often it is judged anew. */
const ROUNDS = 4;

class SubmitGate {
  /** Places whose act is being judged: a second Enter meanwhile is the same act. */
  private readonly held = new WeakSet<Element>();
  private lastPlace: Place | undefined;

  constructor(private readonly tools: GateTools) {}

  arm(): void {
    this.tools.listen("focusin", (event) => this.remember(placeOf(targetOf(event))));
    this.tools.listen("keydown", (event) => this.onKey(event));
    this.tools.listen("click", (event) => this.onClick(event));
    this.tools.listen("submit", (event) => this.onSubmit(event as SubmitEvent));
  }

  private remember(place: Place | undefined): void {
    if (place && !isSecret(place.element)) this.lastPlace = place;
  }

  private onKey(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || event.altKey || composing) return;
    const target = targetOf(event);
    const place = isSecret(target) ? undefined : placeOf(target);
    if (place)
      this.guard(event, place, place.element, () => pressEnter(stillThere(place) ?? place, event));
  }

  private onClick(event: MouseEvent): void {
    const button = sendButtonIn(event.composedPath(), this.tools.adapter());
    if (!button) return;
    const place = this.placeFor(button);
    if (place) this.guard(event, place, button, () => button.click());
  }

  private onSubmit(event: SubmitEvent): void {
    const form = event.target instanceof HTMLFormElement ? event.target : undefined;
    if (!form || form.querySelector("input[type=password]")) return;
    const place = fieldOf(form);
    if (place) this.guard(event, place, form, () => form.requestSubmit(event.submitter));
  }

  private placeFor(button: Element): Place | undefined {
    const inForm = button.closest("form");
    const known = findComposer(this.tools.adapter());
    const candidates = [
      known,
      this.lastPlace && stillThere(this.lastPlace),
      inForm && fieldOf(inForm),
      placeOf(focused() ?? undefined),
    ];
    return candidates.find((it): it is Place => !!it && readDraft(it).trim() !== "");
  }

  private guard(event: Event, place: Place, key: Element, again: () => void): void {
    if (this.held.has(key)) return hold(event);
    const draft = readDraft(place);
    if (draft.trim() === "" || this.tools.settled.allows(draft)) return;
    hold(event);
    this.held.add(key);
    void this.release(place, again).finally(() => this.held.delete(key));
  }

  private async release(place: Place, again: () => void): Promise<void> {
    const caret = rememberCaret(place);
    const cleared = await this.clear(place);
    await caret.restore();
    if (cleared) again();
  }

  /** True when the draft, as it now is, may go. */
  private async clear(place: Place): Promise<boolean> {
    for (let round = 0; round < ROUNDS; round++) {
      const draft = readDraft(place);
      if (draft.trim() === "" || this.tools.settled.allows(draft)) return true;
      const ending = await this.tools.judge.settle({
        channel: "prompt",
        origin: "typed",
        text: draft,
        canAsk: true,
        near: place.element,
      });
      if (ending.do === "stop") return false;
      if (ending.do === "pass") this.tools.settled.allow(draft);
      else return this.redact(place, draft, ending.edits);
    }
    return false;
  }

  private async redact(
    place: Place,
    draft: string,
    edits: Parameters<typeof redactDraft>[2],
  ): Promise<boolean> {
    const now = stillThere(place) ?? place;
    const text = await redactDraft(now, draft, edits);
    if (text === undefined) this.tools.ui.say("not_replaced");
    else this.tools.settled.allow(text);
    return text !== undefined;
  }
}

/** The fullest text field of a form, if the form is for writing. */
function fieldOf(form: HTMLFormElement): Place | undefined {
  const fields = [...form.querySelectorAll("textarea, input, [contenteditable]")]
    .filter((it) => !isSecret(it))
    .map((it) => placeOf(it))
    .filter((it): it is Place => it !== undefined);
  return fields.sort((a, b) => readDraft(b).length - readDraft(a).length)[0];
}

/** Enter as the person pressed it; where the page leaves it alone, what the browser would have done. */
function pressEnter(place: Place, { ctrlKey, metaKey }: KeyboardEvent): void {
  const init = {
    key: "Enter",
    code: "Enter",
    keyCode: 13,
    which: 13,
    bubbles: true,
    cancelable: true,
    composed: true,
    ctrlKey,
    metaKey,
  };
  const taken =
    !place.at.dispatchEvent(new KeyboardEvent("keydown", init)) ||
    !place.at.dispatchEvent(new KeyboardEvent("keypress", init));
  if (taken || ctrlKey || metaKey) return;
  if (place.element instanceof HTMLInputElement) return submitImplicitly(place.element);
  document.execCommand(place.kind === "field" ? "insertLineBreak" : "insertParagraph");
}

function submitImplicitly(field: Field): void {
  const { form } = field;
  if (!form) return;
  const button = form.querySelector<HTMLButtonElement>(
    "button:not([type]), [type=submit], [type=image]",
  );
  if (button && !button.disabled) button.click();
  else if (!button) form.requestSubmit();
}

export function guardSubmit(tools: GateTools): void {
  new SubmitGate(tools).arm();
}
