// What to do with a judgement, and which word goes into the log for what was done. Pure.

import type { Cause } from "../wire/internal";
import type { Action, Card, Choice, Edit, FailMode, Offer, Verdict } from "../wire/native";

/** What becomes of the content. */
export type Ending =
  | { do: "pass" }
  | { do: "redact"; edits: Edit[] }
  /** Nothing goes through; the person goes on with their draft. */
  | { do: "stop" };

export type Decision =
  { next: "pass" } | { next: "ask"; card: Card } | { next: "redact" } | { next: "hold" };

const PASSING: readonly Action[] = ["allow", "log"];

/** What a verdict calls for. Without a card nobody is asked, and what is not allowed is held. */
export function decide(verdict: Verdict): Decision {
  if (PASSING.includes(verdict.action)) return { next: "pass" };
  if (verdict.card) return { next: "ask", card: verdict.card };
  if (verdict.action === "redact" && verdict.edits.length > 0) return { next: "redact" };
  return { next: "hold" };
}

/** Offers that can be kept: no redaction without edits, no way out twice. */
export function keepable(card: Card, edits: readonly Edit[], canRewrite: boolean): Offer[] {
  return card.offers.filter((offer) => offer !== "redacted" || (edits.length > 0 && canRewrite));
}

const CHOICES: Record<Offer, Choice> = {
  redacted: "sent_redacted",
  edit: "edited",
  anyway: "sent_anyway",
  reason: "sent_reason",
  not_sensitive: "not_sensitive",
  cancel: "cancelled",
};

const GOING: readonly Offer[] = ["redacted", "anyway", "reason", "not_sensitive"];

/** Policy leaves a way for the content to go, changed or not. */
export const leavesWay = (offers: readonly Offer[]): boolean =>
  offers.some((it) => GOING.includes(it));

/** The log's word for an answer. Where policy left no way to send, leaving is being blocked. */
export function choiceFor(offer: Offer, offers: readonly Offer[]): Choice {
  return offer === "cancel" && !leavesWay(offers) ? "blocked" : CHOICES[offer];
}

export function endingFor(offer: Offer, edits: Edit[]): Ending {
  if (offer === "redacted") return { do: "redact", edits };
  return GOING.includes(offer) ? { do: "pass" } : { do: "stop" };
}

/** What the fail mode says when nobody judged. */
export type Unjudged = "pass_with_banner" | "hold_with_card" | "hold_quietly";

export function unjudged(mode: FailMode, canAsk: boolean): Unjudged {
  if (mode === "open") return "pass_with_banner";
  return canAsk ? "hold_with_card" : "hold_quietly";
}

/** After an extension update only a reload helps, a retry does not. */
export const canRetry = (cause: Cause): boolean => cause === "agent" || cause === "deadline";
