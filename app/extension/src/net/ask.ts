// The hook's side of the question "may this leave?". The hook judges nothing: it hands over what is
// to leave and does what the gate says. What the gate finds harmless goes at once, in the same
// call.

import { deadlineFor } from "../act/deadline";
import type { Content, HookAsk, HookVerdict, HookWord } from "../wire/internal";
import type { FailMode } from "../wire/native";
import { ANSWER, ASK, offerChannel } from "./handover";
import { after, create, detailOf, dispatch, listen, NativeCustomEvent, soon } from "./natives";

export type Verdict = HookVerdict;
export type Settle = (verdict: Verdict) => void;
export type Question = Pick<HookAsk, "via" | "method" | "url" | "sync">;

const PASS: Verdict = { say: "pass" };
const BLOCK: Verdict = { say: "block" };

/** A gate that answers does so at once. One that was disturbed (a page may call from so deep in its
 *  stack that nothing more can be called) is asked again, from a stack of our own. */
const AGAIN_MS = 100;
const TRIES = deadlineFor("prompt") / AGAIN_MS;

interface Open {
  ask: HookAsk;
  settle: Settle;
  /** The question is just being put; what is said to it now is heard by whoever put it. */
  asking: boolean;
  held: boolean;
  verdict: Verdict | undefined;
  tries: number;
}

let channel: EventTarget | undefined;
let active = true;
let fail: FailMode = "closed";
let nextId = 1;
/** By id. */
const open = create(null) as Record<number, Open>;

/** Is there anybody to ask, and anything to guard? */
export const guarding = (): boolean => channel !== undefined && active;

function put(it: Open): void {
  const init = { __proto__: null, detail: it.ask };
  it.asking = true;
  dispatch(channel, new NativeCustomEvent(ASK, init as CustomEventInit));
  it.asking = false;
}

/** Never while the gate's event is under way: `window.event` would show the channel to the page's
 *  code. */
const settleSoon = (it: Open, verdict: Verdict): void => soon(() => it.settle(verdict));

function decide(it: Open, verdict: Verdict): void {
  delete open[it.ask.id];
  it.verdict = verdict;
  if (!it.asking) settleSoon(it, verdict);
}

function heard(event: Event): void {
  const word = detailOf(event) as HookWord;
  if (word.say === "rules") {
    active = word.active;
    fail = word.fail;
    return;
  }
  const it = open[word.id];
  if (!it) return;
  if (word.say === "hold") it.held = true;
  else decide(it, word);
}

function askAgain(it: Open): void {
  after(AGAIN_MS, () => {
    put(it);
    if (it.verdict) settleSoon(it, it.verdict);
    else if (it.held) return;
    else if (++it.tries < TRIES) askAgain(it);
    else decide(it, fail === "open" ? PASS : BLOCK);
  });
}

function begin(question: Question, content: Content | null, settle: Settle): Open {
  const id = nextId++;
  const { via, method, url, sync } = question;
  const ask = { __proto__: null, id, via, method, url, sync, content } as HookAsk;
  const it: Open = { ask, settle, asking: false, held: false, verdict: undefined, tries: 0 };
  open[id] = it;
  put(it);
  return it;
}

const passed = (it: Open): boolean => it.verdict !== undefined && it.verdict.say === "pass";

/** True when it may go at once. Else `settle` is called, once, after this has returned. */
export function mayGo(question: Question, content: Content, settle: Settle): boolean {
  const it = begin(question, content, settle);
  if (passed(it)) return true;
  if (it.verdict) settleSoon(it, it.verdict);
  else if (!it.held) askAgain(it);
  return false;
}

/** The answer of this moment: what cannot wait and may not go at once may not go. */
export function mayGoNow(question: Question, content: Content | null): boolean {
  const it = begin(question, content, () => undefined);
  delete open[it.ask.id];
  return passed(it);
}

export function connect(): void {
  offerChannel((given) => {
    channel = given;
    listen(given, ANSWER, heard, { __proto__: null });
  });
}
