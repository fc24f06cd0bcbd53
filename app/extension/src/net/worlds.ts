// The border between the gate's world and the page's. Chromium copies what events carry from one to the
// other by itself. Firefox shares the objects: the gate sees the page's through wrappers that show what
// the browser put there and nothing that the page did, and the page may not look into the gate's at all.
// There, what crosses is copied by hand.

/** Firefox only: a copy of the value in another world. */
declare const cloneInto: undefined | (<T>(value: T, target: object) => T);

const shares = typeof cloneInto === "function";

/** As the page's world can read it. */
export const forPage = <T>(value: T): T => (shares ? cloneInto!(value, window) : value);

/** As the gate's own. */
export const fromPage = <T>(value: T): T => (shares ? cloneInto!(value, globalThis) : value);

/** Firefox only: the object as the page's own scripts see it. */
type Waived<T> = T & { wrappedJSObject: T };

/** Texts by their types, and files, as the page can read them. Firefox shows a page only what the page's
 *  own functions put in: what it may have made of those, it does with what it is to get anyway. */
export function transferOf(
  texts: readonly [string, string][],
  files: readonly File[],
): DataTransfer {
  const { DataTransfer: Transfer } = shares
    ? (globalThis as Waived<typeof globalThis>).wrappedJSObject
    : globalThis;
  const data = new Transfer();
  for (const [type, text] of texts) data.setData(type, text);
  for (const file of files) data.items.add(file);
  return data;
}

/** A paste that carries `data`. What Firefox is given for it, it leaves empty. */
export function pasteOf(data: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent("paste", {
    clipboardData: data,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  if (shares) {
    const seen = (event as Waived<ClipboardEvent>).wrappedJSObject;
    Object.defineProperty(seen, "clipboardData", { value: data });
  }
  return event;
}
