// Remembers what was just settled, so that one act is judged once: a request that carries the text
// which a person has sent by Enter a moment ago needs no second verdict, and no second card.

import { wordsOf } from "../text/words";
import { sameness } from "../text/measure";
import type { Ending } from "./decision";

const WINDOW_MS = 15_000;
/** From one hook to the one below it. */
const PASSING_MS = 1000;
const MOST = 16;

interface Entry {
  words: Set<string>;
  until: number;
}

export class Settled {
  private entries: Entry[] = [];
  private passing: { text: string; until: number }[] = [];

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly windowMs = WINDOW_MS,
  ) {}

  /** This text may go, for a moment. */
  allow(text: string): void {
    const until = this.now() + this.windowMs;
    this.entries = [...this.fresh(), { words: wordsOf(text), until }].slice(-MOST);
  }

  /** The text says nothing beyond one that was allowed a moment ago: editors and sites change
   *  spaces, line ends and escapes on the way, so words are compared. */
  allows(text: string): boolean {
    const words = [...wordsOf(text)];
    if (words.length === 0) return true;
    return this.fresh().some((entry) => words.every((word) => entry.words.has(word)));
  }

  /** Exactly this text was let through and is on its way. */
  letThrough(text: string): void {
    this.passing = [
      ...this.passing.filter((it) => it.until > this.now()),
      { text, until: this.now() + PASSING_MS },
    ].slice(-MOST);
  }

  isPassing(text: string): boolean {
    return this.passing.some((it) => it.text === text && it.until > this.now());
  }

  private fresh(): Entry[] {
    return this.entries.filter((entry) => entry.until > this.now());
  }
}

declare global {
  // In the extension's own world: the page cannot see it.
  var chaperoneSettled: Settled | undefined;
}

function settledIn(view: Window | null): Settled | undefined {
  try {
    return (view as typeof globalThis | null)?.chaperoneSettled;
  } catch {
    return undefined; // of another origin
  }
}

/** One memory for a page, its frames and the windows it opened, as far as they are of one origin:
 *  text may be typed in one of them and sent by another. */
export const sharedSettled = (): Settled =>
  (globalThis.chaperoneSettled ??=
    settledIn(window.parent) ?? settledIn(window.opener as Window | null) ?? new Settled());

/** One open act for each content; whoever comes with the same content waits for the same ending. An
 *  act that can be asked about does not wait for one that cannot: it would be held without a word. */
export class OpenActs {
  private readonly open = new Map<string, Promise<Ending>>();

  join(text: string, asks: boolean, begin: () => Promise<Ending>): Promise<Ending> {
    const content = sameness(text);
    const key = `${asks ? "asks" : "quiet"} ${content}`;
    const running = this.open.get(`asks ${content}`) ?? this.open.get(key);
    if (running) return running;
    const act = begin().finally(() => this.open.delete(key));
    this.open.set(key, act);
    return act;
  }
}
