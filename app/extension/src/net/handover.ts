// How the page's hook and the gate find each other: both run before any script of the page, in
// either order. The hook sends one end of a channel in an event that is dispatched and heard at once,
// and both stop listening, so that a page that comes later finds nothing to join.

const OFFER = "chaperone:port";
const READY = "chaperone:gate";

/** In a gate whose extension was replaced: a newer gate has come, which takes over. */
export function onSuccessor(come: () => void): void {
  window.addEventListener(READY, come);
}

/** In the page's world. Nothing when no gate is there. */
export function offerPort(taken: (port: MessagePort) => void): void {
  const offer = () => {
    const { port1, port2 } = new MessageChannel();
    const event = new MessageEvent(OFFER, { ports: [port2], cancelable: true });
    if (window.dispatchEvent(event)) return false;
    taken(port1);
    return true;
  };
  if (offer()) return;
  window.addEventListener(
    READY,
    (event) => {
      event.stopImmediatePropagation();
      offer();
    },
    { capture: true, once: true },
  );
}

/** In the gate's world. True when the hook was there already; else it has until the page's first
 *  script, which is when the promise below is settled. */
export function takePort(taken: (port: MessagePort) => void): void {
  const listen = (event: Event) => {
    const port = (event as MessageEvent).ports?.[0];
    if (!port) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    window.removeEventListener(OFFER, listen, true);
    taken(port);
  };
  window.addEventListener(OFFER, listen, true);
  window.dispatchEvent(new Event(READY));
  // Both scripts run in one go; an offer that comes later is not from our hook.
  queueMicrotask(() => setTimeout(() => window.removeEventListener(OFFER, listen, true)));
}
