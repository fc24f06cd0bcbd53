// The gate's side of the hook: reads the request itself (the page's world is not believed), knows
// what a person has just settled, and asks for the rest.

import type { Ending } from "../act/decision";
import type { Judge } from "../act/judge";
import type { Settled } from "../act/settled";
import type { Adapter } from "../adapters/adapters";
import type { Outgoing } from "../adapters/prompt";
import type { Content, HookAsk, HookVerdict as Verdict, HookWord } from "../wire/internal";
import type { FailMode } from "../wire/native";
import { ANSWER, ASK } from "./handover";
import {
  contentWith,
  targetOf,
  textOf,
  weigh,
  worthReading,
  type Target,
  type Weighed,
} from "./reading";
import { forPage, fromPage } from "./worlds";

export interface Answerer {
  judge: Judge;
  settled: Settled;
  adapter(): Adapter | undefined;
  /** The person is in the middle of writing: what leaves now is no act of theirs. */
  writing(): boolean;
  drifted(): void;
}

const PASS: Verdict = { say: "pass" };
const BLOCK: Verdict = { say: "block" };

/** A page may call from so deep in its stack that reading would fail halfway. Such a question is
 *  not answered; the hook asks again from its own stack. */
const ROOM = 2500;

const descend = (calls: number): boolean => calls === 0 || descend(calls - 1);

function hasRoom(): boolean {
  try {
    return descend(ROOM);
  } catch {
    return false;
  }
}

/** Drafts, beacons and what a page saves while its person writes leave by themselves: no card. */
function canAsk(tools: Answerer, ask: HookAsk, kind: Outgoing["kind"]): boolean {
  if (ask.via === "beacon" || kind === "draft") return false;
  return kind === "prompt" || !tools.writing();
}

export class HookPort {
  constructor(
    private readonly channel: EventTarget,
    private readonly tools: Answerer,
  ) {
    channel.addEventListener(ASK, (event) => {
      if (hasRoom()) this.heard(fromPage((event as CustomEvent<HookAsk>).detail));
    });
  }

  rules(active: boolean, fail: FailMode): void {
    this.tell({ say: "rules", active, fail });
  }

  private tell(word: HookWord): void {
    this.channel.dispatchEvent(new CustomEvent(ANSWER, { detail: forPage(word) }));
  }

  private heard(ask: HookAsk): void {
    const answer = this.atOnce(ask);
    if (!(answer instanceof Promise)) return this.tell({ id: ask.id, ...answer });
    this.tell({ id: ask.id, say: "hold" });
    void answer.catch(() => BLOCK).then((verdict) => this.tell({ id: ask.id, ...verdict }));
  }

  /** What needs neither reading nor judging has its answer in the same call. */
  private atOnce(ask: HookAsk): Verdict | Promise<Verdict> {
    const target = targetOf(this.tools.adapter(), ask);
    const { content } = ask;
    if (!target.concerns) return PASS;
    if (content === null) return BLOCK; // not before it was read
    if (typeof content === "string") return this.ofText(ask, content, target, content);
    if (!(content instanceof Blob)) return this.ofText(ask, content, target, textOf(content));
    if (!worthReading(target, content)) return PASS;
    return ask.sync ? BLOCK : this.ofBlob(ask, content, target);
  }

  private async ofBlob(ask: HookAsk, blob: Blob, target: Target): Promise<Verdict> {
    const text = textOf(new Uint8Array(await blob.arrayBuffer()));
    return this.ofText(ask, blob, target, text);
  }

  private ofText(
    ask: HookAsk,
    content: Content,
    target: Target,
    text: string | undefined,
  ): Verdict | Promise<Verdict> {
    if (text === undefined) return this.unreadable(target);
    const weighed = weigh(this.tools.adapter(), target, text);
    if (weighed.outgoing.drifted) this.tools.drifted();
    const { settled } = this.tools;
    const { words } = weighed;
    if (words.trim() === "" || settled.allows(words) || settled.isPassing(words)) return PASS;
    return ask.sync ? BLOCK : this.judged(ask, content, weighed);
  }

  private unreadable(target: Target): Verdict {
    if (target.endpoint?.kind === "prompt") this.tools.drifted();
    return PASS;
  }

  private async judged(ask: HookAsk, content: Content, weighed: Weighed): Promise<Verdict> {
    const { kind } = weighed.outgoing;
    const ending = await this.tools.judge.settle({
      channel: "prompt",
      origin: "unknown",
      text: weighed.words,
      canAsk: canAsk(this.tools, ask, kind),
      quiet: kind === "draft" || ask.via === "beacon",
    });
    return this.concluded(content, weighed, ending);
  }

  private concluded(
    content: Content,
    { target, outgoing, words }: Weighed,
    ending: Ending,
  ): Verdict {
    const { settled } = this.tools;
    switch (ending.do) {
      case "stop":
        return BLOCK;
      case "pass":
        if (outgoing.kind === "prompt") settled.allow(words);
        settled.letThrough(words);
        return PASS;
      case "redact": {
        const text = outgoing.rewrite(ending.edits);
        const next = text === undefined ? undefined : contentWith(content, text);
        if (text === undefined || next === undefined) return BLOCK;
        settled.letThrough(weigh(this.tools.adapter(), target, text).words);
        return { say: "rewrite", content: next };
      }
    }
  }
}
