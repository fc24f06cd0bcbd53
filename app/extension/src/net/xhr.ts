// XMLHttpRequest: send() is held until judged. A block ends as a network error does. A synchronous
// request that may not go at once cannot wait for a verdict and is refused.

import { guarding, mayGo, mayGoNow, type Question, type Verdict } from "./ask";
import { bodyOf, isDocument, ofDocument, type Body } from "./body";
import { nativeOf, wrap, type Native } from "./native";
import { NativeDOMException, recall, remember, xhrState } from "./natives";

const OPENED = 1;

interface Opened {
  question: Question;
  /** Counts open() and abort(): a verdict for an earlier turn is not acted on. */
  turn: number;
}

const opened = new WeakMap<object, Opened>();

const openedOf = (xhr: unknown): Opened | undefined =>
  recall(opened, xhr as object) as Opened | undefined;

/** Opened with a function of another frame: where it goes is not known here. */
const UNSEEN: Opened = {
  question: { via: "xhr", method: "POST", url: null, sync: false },
  turn: 0,
};

/** Where the browser itself fails a request, so that state and events are the real ones. */
const NOWHERE = `blob:${location.origin}/held-back`;

function failAsNetwork(xhr: object, open: Native, send: Native): void {
  open(xhr, ["GET", NOWHERE, true]);
  send(xhr, []);
}

function conclude(xhr: object, body: Body, verdict: Verdict, open: Native, send: Native): void {
  const sent =
    verdict.say === "pass"
      ? body.sent
      : verdict.say === "rewrite"
        ? body.rewritten(verdict.content)
        : undefined;
  if (sent === undefined) failAsNetwork(xhr, open, send);
  else send(xhr, [sent]);
}

function guard(xhr: object, data: unknown, open: Native, send: Native): unknown {
  const body = isDocument(data) ? ofDocument(data) : bodyOf(data);
  const { question, turn } = openedOf(xhr) ?? UNSEEN;
  if (question.sync) {
    if (mayGoNow(question, body.content)) return send(xhr, [body.sent]);
    throw new NativeDOMException(
      "Held back by Chaperone: a synchronous request cannot be checked.",
      "NetworkError",
    );
  }
  const settle = (verdict: Verdict) => {
    const current = (openedOf(xhr) ?? UNSEEN).turn === turn; // else aborted, or opened anew
    if (current && xhrState(xhr) === OPENED) conclude(xhr, body, verdict, open, send);
  };
  return mayGo(question, body.content, settle) ? send(xhr, [body.sent]) : undefined;
}

/** Each argument is turned into what the browser makes of it, once. */
function openArguments(args: unknown[]): unknown[] {
  const method = `${args[0] as string}`;
  const url = `${args[1] as string}`;
  if (args.length < 3) return [method, url];
  if (args.length < 4) return [method, url, !!args[2]];
  return [method, url, !!args[2], args[3], args.length < 5 ? undefined : args[4]];
}

function guardOpen(native: Native, xhr: unknown, args: unknown[]): unknown {
  if (args.length < 2) return native(xhr, args);
  const given = openArguments(args);
  native(xhr, given);
  const sync = given.length > 2 && !given[2];
  const turn = (openedOf(xhr) ?? UNSEEN).turn + 1;
  const question = {
    via: "xhr",
    method: given[0] as string,
    url: given[1] as string,
    sync,
  } as const;
  remember(opened, xhr as object, { question, turn });
  return undefined;
}

export function guardXhr(realm: typeof globalThis): void {
  const { prototype } = realm.XMLHttpRequest;
  const open = nativeOf(prototype, "open");
  wrap(prototype, "open", guardOpen);
  wrap(prototype, "abort", (native, self, args) => {
    const known = openedOf(self);
    if (known) known.turn++;
    return native(self, args);
  });
  wrap(prototype, "send", (native, self, args) => {
    const data = args.length > 0 ? args[0] : undefined;
    const passing = data === undefined || data === null || xhrState(self) !== OPENED;
    return !guarding() || passing ? native(self, args) : guard(self as object, data, open, native);
  });
}
