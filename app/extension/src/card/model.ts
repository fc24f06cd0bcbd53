// What a card says and offers, as plain values: the verdict's card in the words of the act at hand,
// or an outage. Pure.

import { keepable, leavesWay } from "../act/decision";
import { translate } from "../text/translate";
import type { Cause } from "../wire/internal";
import type { Card, Offer, ShownFinding, Verdict } from "../wire/native";

/** Pasting and dropping put text in; sending hands it over. */
export type Wording = "paste" | "send";

export type ActionId = Offer | "retry" | "reload" | "isolate";

export interface CardAction {
  id: ActionId;
  label: string;
  tone: "primary" | "secondary" | "quiet";
}

export interface CardModel {
  kind: "policy" | "outage";
  language: string;
  where: string;
  title: string;
  why: string;
  /** That policy leaves no way, or that a check did not finish. */
  note: string;
  findings: ShownFinding[];
  more: number;
  actions: CardAction[];
  /** What Escape and the cross mean. */
  escape: ActionId;
  /** Ready-made reasons; present when a reason can be given. */
  reasons?: string[];
  wording: Wording;
}

const SHOWN = 5;
const ORDER: readonly Offer[] = ["redacted", "edit", "reason", "anyway", "not_sensitive", "cancel"];

const LABELS: Record<Offer, Record<Wording, string>> = {
  redacted: { paste: "pasteRedacted", send: "sendRedacted" },
  edit: { paste: "dontPaste", send: "edit" },
  anyway: { paste: "pasteAnyway", send: "sendAnyway" },
  reason: { paste: "pasteWithReason", send: "sendWithReason" },
  not_sensitive: { paste: "notSensitive", send: "notSensitive" },
  cancel: { paste: "dontPaste", send: "dontSend" },
};

/** Going back has one button: Escape and the cross do the rest. */
function visible(offers: readonly Offer[]): Offer[] {
  return ORDER.filter(
    (offer) => offers.includes(offer) && !(offer === "cancel" && offers.includes("edit")),
  );
}

function toneOf(offer: Offer, preferred: Offer): CardAction["tone"] {
  if (offer === preferred) return "primary";
  return offer === "not_sensitive" ? "quiet" : "secondary";
}

function actionsFor(card: Card, offers: readonly Offer[], wording: Wording): CardAction[] {
  const shown = visible(offers);
  const preferred = shown.includes(card.preferred) ? card.preferred : shown[0];
  const actions = shown.map((offer): CardAction => ({
    id: offer,
    label: translate(card.language, LABELS[offer][wording]),
    tone: toneOf(offer, preferred ?? "cancel"),
  }));
  const weight = { primary: 0, secondary: 1, quiet: 2 };
  return actions.sort((a, b) => weight[a.tone] - weight[b.tone]);
}

function noteFor(verdict: Verdict, card: Card, offers: readonly Offer[], where: string): string {
  if (verdict.undetermined) return verdict.undetermined_why;
  return leavesWay(offers) ? "" : translate(card.language, "policyHolds", where);
}

export function policyCard(
  verdict: Verdict,
  card: Card,
  where: string,
  wording: Wording,
  canRewrite: boolean,
): CardModel {
  const kept = keepable(card, verdict.edits, canRewrite);
  const offers = kept.length > 0 ? kept : (["cancel"] as Offer[]);
  return {
    kind: "policy",
    language: card.language,
    where,
    title: card.title,
    why: card.why,
    note: noteFor(verdict, card, offers, where),
    findings: verdict.findings.slice(0, SHOWN),
    more: Math.max(verdict.finding_count - Math.min(verdict.findings.length, SHOWN), 0),
    actions: actionsFor(card, offers, wording),
    escape: offers.includes("cancel") ? "cancel" : "edit",
    ...(offers.includes("reason") && { reasons: card.reasons }),
    wording,
  };
}

/** Policy wants it apart, and there is a window for that: the way on is there. */
export function withIsolatedWindow(model: CardModel): CardModel {
  const open: CardAction = {
    id: "isolate",
    label: translate(model.language, "openIsolated"),
    tone: "primary",
  };
  const others = model.actions.map((it): CardAction => ({ ...it, tone: "secondary" }));
  const note = translate(model.language, "policyIsolates", model.where);
  return { ...model, note, actions: [open, ...others] };
}

const WHY: Record<Cause, string> = {
  agent: "outageAgent",
  deadline: "outageDeadline",
  too_large: "outageTooLarge",
  restarted: "outageRestarted",
};

/** Nobody could judge: said as what it is, an outage and not a policy. */
export function outageCard(
  cause: Cause,
  language: string,
  where: string,
  wording: Wording,
): CardModel {
  const say = (key: string) => translate(language, key);
  const back: CardAction = {
    id: "edit",
    label: say(wording === "paste" ? "dontPaste" : "backToDraft"),
    tone: "secondary",
  };
  const way: Record<Cause, CardAction | undefined> = {
    agent: { id: "retry", label: say("retry"), tone: "primary" },
    deadline: { id: "retry", label: say("retry"), tone: "primary" },
    restarted: { id: "reload", label: say("reload"), tone: "primary" },
    too_large: undefined,
  };
  const first = way[cause];
  return {
    kind: "outage",
    language,
    where,
    title: say(cause === "too_large" ? "tooLargeTitle" : "outageTitle"),
    why: say(WHY[cause]),
    note: "",
    findings: [],
    more: 0,
    actions: first ? [first, back] : [{ ...back, tone: "primary" }],
    escape: "edit",
    wording,
  };
}
