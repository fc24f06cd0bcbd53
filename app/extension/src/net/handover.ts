// How the page's hook and the gate find each other: both run before any script of the page, in
// either order. The hook sends its channel in an event that is dispatched and heard at once, and
// both stop listening, so that a page that comes later finds nothing to join.
//
// The channel is an EventTarget that nobody else ever gets hold of. The browser gives each world an
// object of its own for it and copies what events carry from one world to the other. Events are
// heard at once: the gate's answer to an easy question is there when the asking call returns.

import { dispatch, listen, NativeEventTarget, NativeFocusEvent, stopAtOnce } from "./natives";

export const ASK = "ask";
export const ANSWER = "answer";

const OFFER = "chaperone:channel";
const READY = "chaperone:gate";

/** In a gate whose extension was replaced: a newer gate has come, which takes over. */
export function onSuccessor(come: () => void): void {
  window.addEventListener(READY, come);
}

/** In the page's world. Nothing when no gate is there. */
export function offerChannel(taken: (channel: EventTarget) => void): void {
  const channel = new NativeEventTarget();
  const offer = () => {
    const event = new NativeFocusEvent(OFFER, { relatedTarget: channel, cancelable: true });
    const accepted = !dispatch(window, event);
    if (accepted) taken(channel);
    return accepted;
  };
  if (offer()) return;
  const once = { capture: true, once: true };
  listen(window, READY, (event) => (stopAtOnce(event), offer()), once);
}

/** In the gate's world. At once when the hook was there already; else until the page's first
 *  script. */
export function takeChannel(taken: (channel: EventTarget) => void): void {
  const take = (event: Event) => {
    const channel = (event as FocusEvent).relatedTarget;
    if (!channel) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    window.removeEventListener(OFFER, take, true);
    taken(channel);
  };
  window.addEventListener(OFFER, take, true);
  window.dispatchEvent(new Event(READY));
  // Both scripts run in one go; an offer that comes later is not from our hook.
  queueMicrotask(() => setTimeout(() => window.removeEventListener(OFFER, take, true)));
}
