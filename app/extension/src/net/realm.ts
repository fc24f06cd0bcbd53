// Everything in one realm (a window with its own copies of the browser's functions) by which a page
// sends text, and by which it gets at other windows.
//
// The hook runs by itself in every document, but not in the empty one that a new frame or window
// shows until its address has answered. The page can reach that one, take its functions, and spoil
// them: the browser keeps the window for the document that comes. So whoever gives such a window to
// the page guards it first. When the hook comes there by itself it is the outer of two; what the
// one lets through the other knows (Settled).

import { guardBeacon } from "./beacon";
import { guardFetch } from "./fetch";
import { disguise, nativeOf, wrap, wrapGetter, type Around } from "./native";
import {
  exceptionCode,
  functionText,
  isObject,
  isOf,
  read,
  recall,
  remember,
  remove,
  viewOfDocument,
} from "./natives";
import { guardSocket } from "./socket";
import { guardXhr } from "./xhr";

type Realm = typeof globalThis;

const FETCH = functionText(fetch);

/** More that no page gets, where a build has less to lose by it than by letting it go unseen. Filled
 *  before the first page script runs. */
export const alsoRemoved: string[] = [];

/** Windows that were looked at: documents that come to them later bring a hook of their own. */
const known = new WeakMap<object, boolean>();

/** A window of another origin cannot be looked into, by the page neither. */
function isUnguarded(view: object): boolean {
  try {
    return functionText(read(view, "fetch")) === FETCH;
  } catch (problem) {
    if (isOf(exceptionCode, problem)) return false;
    throw problem;
  }
}

function meet(view: unknown): void {
  if (!isObject(view) || recall(known, view)) return;
  if (isUnguarded(view)) guardRealm(view as Realm);
  remember(known, view, true);
}

const meetWindow: Around = (native, self, args) => {
  const view = native(self, args);
  meet(view);
  return view;
};

const meetDocument: Around = (native, self, args) => {
  const document = native(self, args);
  if (document !== null) meet(viewOfDocument(document));
  return document;
};

function guardFrame(prototype: HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement): void {
  wrapGetter(prototype, "contentWindow", meetWindow);
  wrapGetter(prototype, "contentDocument", meetDocument);
}

function guardWindows(realm: Realm): void {
  guardFrame(realm.HTMLIFrameElement.prototype);
  guardFrame(realm.HTMLFrameElement.prototype);
  guardFrame(realm.HTMLObjectElement.prototype);
  wrap(realm.HTMLIFrameElement.prototype, "getSVGDocument", meetDocument);
  wrap(realm.HTMLObjectElement.prototype, "getSVGDocument", meetDocument);
  wrap(realm.HTMLEmbedElement.prototype, "getSVGDocument", meetDocument);
  wrap(realm, "open", meetWindow);
}

export function guardRealm(realm: Realm): void {
  guardBeacon(realm, nativeOf(realm, "fetch"));
  guardXhr(realm);
  guardSocket(realm);
  guardWindows(realm);
  // Rare ways out that cannot be held. Sites that know them know how to do without.
  remove(realm, "fetchLater");
  remove(realm, "WebSocketStream");
  for (let index = 0; index < alsoRemoved.length; index++) remove(realm, alsoRemoved[index]!);
  disguise(realm);
  guardFetch(realm); // the last: it is what tells a guarded window
}
