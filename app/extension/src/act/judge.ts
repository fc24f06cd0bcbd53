// From an act to its ending: asks the agent, shows the card where one is due, follows the fail mode
// where nobody judged, and reports what became of it.

import {
  outageCard,
  policyCard,
  withIsolatedWindow,
  type ActionId,
  type Wording,
} from "../card/model";
import type { Stage } from "../card/stage";
import type { BannerKind, Ui } from "../card/ui";
import type { Cause, Judgement, Standing } from "../wire/internal";
import type { Card, Channel, FailMode, Offer, Origin, Verdict } from "../wire/native";
import {
  canRetry,
  choiceFor,
  decide,
  endingFor,
  keepable,
  unjudged,
  type Ending,
} from "./decision";
import * as link from "./link";
import { OpenActs } from "./settled";

export interface Act {
  channel: Channel;
  origin: Origin;
  text: string;
  /** A person did this just now and can be shown a card. */
  canAsk: boolean;
  /** Held back without a word: a draft that leaves by itself while the person still writes. */
  quiet?: boolean;
  near?: Element | undefined;
}

const PASS: Ending = { do: "pass" };
const STOP: Ending = { do: "stop" };

export class Judge {
  private readonly open = new OpenActs();
  private readonly session = crypto.randomUUID();
  standing: Standing | undefined;
  /** Something was sent, or pasted, with names for values. */
  onRedacted: (() => void) | undefined;
  /** The page's hook still talks to a gate that is gone: what is sent would be lost there. */
  hookLost = false;

  constructor(
    private readonly ui: Ui,
    private readonly stage: Stage,
  ) {}

  /** The same content at the same time has one ending. */
  settle(act: Act): Promise<Ending> {
    if (this.standing && (!this.standing.guarded || this.standing.paused))
      return Promise.resolve(PASS);
    return this.open.join(act.text, act.canAsk, () => this.judge(act));
  }

  private async judge(act: Act): Promise<Ending> {
    if (this.hookLost && act.channel === "prompt") return this.withoutVerdict("restarted", act);
    const judgement = await this.ask(act);
    switch (judgement.kind) {
      case "unguarded":
        return PASS;
      case "verdict":
        return this.follow(judgement.verdict, act);
      case "unjudged":
        return this.withoutVerdict(judgement.cause, act);
    }
  }

  private async ask({ channel, origin, text, canAsk, near }: Act): Promise<Judgement> {
    const done = canAsk ? this.ui.checking(near) : () => undefined;
    try {
      return await link.inspect({ channel, origin, text, canAsk, session: this.session });
    } finally {
      done();
    }
  }

  private async follow(verdict: Verdict, act: Act): Promise<Ending> {
    const decision = decide(verdict);
    switch (decision.next) {
      case "pass":
        if (verdict.undetermined && !act.quiet)
          this.stage.say("undetermined", verdict.undetermined_why);
        void link.report(verdict.interaction, "sent");
        return PASS;
      case "redact":
        if (!act.quiet) this.stage.say("redacted");
        await link.report(verdict.interaction, "sent_redacted");
        this.onRedacted?.();
        return { do: "redact", edits: verdict.edits };
      case "hold":
        if (!act.quiet) this.stage.say(act.canAsk ? "blocked" : "held", verdict.undetermined_why);
        void link.report(verdict.interaction, "blocked");
        return STOP;
      case "ask":
        return this.consult(verdict, decision.card, act);
    }
  }

  private async consult(verdict: Verdict, card: Card, act: Act): Promise<Ending> {
    link.asked();
    const leave = () => void link.report(verdict.interaction, "cancelled");
    window.addEventListener("pagehide", leave, { once: true });
    const model = policyCard(verdict, card, this.where, wordingOf(act), true);
    const apart = verdict.action === "isolate" && this.standing?.rooms === true;
    const answer = await this.stage.ask(apart ? withIsolatedWindow(model) : model);
    window.removeEventListener("pagehide", leave);
    if (!answer) return this.unseen(verdict);
    if (answer.action === "isolate") link.notice("isolate");
    const offer = offerOf(answer.action);
    await link.report(
      verdict.interaction,
      choiceFor(offer, keepable(card, verdict.edits, true)),
      answer.reason,
    );
    if (offer === "redacted") this.onRedacted?.();
    return endingFor(offer, verdict.edits);
  }

  /** Nobody could be asked, so nothing leaves; the tray says what happened. */
  private unseen(verdict: Verdict): Ending {
    void link.report(verdict.interaction, "expired");
    link.notice("card_not_shown");
    return STOP;
  }

  private async withoutVerdict(cause: Cause, act: Act): Promise<Ending> {
    switch (unjudged(this.failMode(act), act.canAsk)) {
      case "pass_with_banner":
        if (!act.quiet) this.stage.say(BANNERS[cause]);
        return PASS;
      case "hold_quietly":
        return STOP;
      case "hold_with_card": {
        const answer = await this.stage.ask(
          outageCard(cause, this.ui.language, this.where, wordingOf(act)),
        );
        if (answer?.action === "reload") location.reload();
        return answer?.action === "retry" && canRetry(cause) ? this.judge(act) : STOP;
      }
    }
  }

  private failMode(act: Act): FailMode {
    const site = this.standing?.site;
    return act.channel === "prompt" ? (site?.fail_send ?? "closed") : (site?.fail_paste ?? "open");
  }

  private get where(): string {
    return this.standing?.site?.label ?? this.standing?.host ?? location.hostname;
  }
}

/** What is no offer of the policy leaves the content where it is. */
const offerOf = (action: ActionId): Offer =>
  action === "retry" || action === "reload" || action === "isolate" ? "cancel" : action;

const BANNERS: Record<Cause, BannerKind> = {
  agent: "unchecked",
  deadline: "unchecked",
  too_large: "too_large",
  restarted: "restarted",
};

const wordingOf = (act: Act): Wording => (act.channel === "prompt" ? "send" : "paste");
