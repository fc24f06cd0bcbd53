// The composer and the send button of a chat page: by the adapter's hints, then by what such buttons
// say of themselves. Only the click gate needs this; pastes are judged by where they land.

import type { Adapter } from "../adapters/adapters";
import { placeOf, type Place } from "./place";

const BUTTON = "button, [role=button], input[type=submit]";
const WORDS =
  "send|submit|ask|senden|absenden|abschicken|إرسال|envoyer|enviar|invia|verzenden|发送|送信|보내기";
const SAYS_SEND = new RegExp(`^(${WORDS})(?![\\p{L}\\p{N}])`, "iu");
const NAMED_SEND = /(^|[-_ ])(send|submit)[-_ ]?(button|message|prompt|question)/i;

export function findComposer(adapter: Adapter | undefined): Place | undefined {
  for (const selector of adapter?.composer ?? []) {
    const place = placeOf(first(selector));
    if (place) return place;
  }
  return undefined;
}

/** A selector that is not valid finds nothing. */
function first(selector: string): Element | undefined {
  try {
    return document.querySelector(selector) ?? undefined;
  } catch {
    return undefined;
  }
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}

function saysSend(button: Element): boolean {
  const names = ["aria-label", "title", "data-testid", "id", "name"].map(
    (name) => button.getAttribute(name) ?? "",
  );
  const said = [...names, button.textContent?.trim().slice(0, 40) ?? ""];
  return said.some((name) => SAYS_SEND.test(name) || NAMED_SEND.test(name));
}

/** The send button that a click went to. */
export function sendButtonIn(
  path: readonly EventTarget[],
  adapter: Adapter | undefined,
): HTMLElement | undefined {
  const button = path.find(
    (it): it is HTMLElement => it instanceof HTMLElement && it.matches(BUTTON),
  );
  if (!button) return undefined;
  const known = adapter?.send.some((selector) => matches(button, selector)) === true;
  const submits =
    (button as HTMLButtonElement).type === "submit" && button.closest("form") !== null;
  return known || submits || saysSend(button) ? button : undefined;
}
