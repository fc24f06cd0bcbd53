// What pages were allowed to send a moment ago, by site: the last layer (requests.ts) sees the same
// content again on its way out, and must neither judge it twice nor hold what a person let go.

import { Settled } from "../act/settled";
import { applyEdits } from "../text/edits";
import type { Judgement } from "../wire/internal";
import type { Choice, Edit } from "../wire/native";
import { decide } from "../act/decision";

/** Longer than the gates remember: what they let pass must not be held here. */
const WINDOW_MS = 30_000;
const MOST_OPEN = 64;

interface Open {
  site: string;
  text: string;
  edits: Edit[];
}

const GOING: readonly Choice[] = ["sent", "sent_anyway", "sent_reason", "not_sensitive"];

export class Passes {
  private readonly sites = new Map<string, Settled>();
  /** By interaction: it is for the person to say what becomes of them. */
  private readonly open = new Map<string, Open>();

  constructor(private readonly now?: () => number) {}

  /** `unjudgedGoes`: what nobody judged is let go. */
  judged(site: string, text: string, judgement: Judgement, unjudgedGoes: boolean): void {
    if (judgement.kind !== "verdict") {
      if (judgement.kind === "unguarded" || unjudgedGoes) this.allow(site, text);
      return;
    }
    const { verdict } = judgement;
    if (decide(verdict).next === "pass") return this.allow(site, text);
    this.open.set(verdict.interaction, { site, text, edits: verdict.edits });
    for (const oldest of this.open.keys()) {
      if (this.open.size <= MOST_OPEN) break;
      this.open.delete(oldest);
    }
  }

  concluded(interaction: string, choice: Choice): void {
    const it = this.open.get(interaction);
    if (!it) return;
    this.open.delete(interaction);
    const text = choice === "sent_redacted" ? applyEdits(it.text, it.edits) : it.text;
    if (text !== undefined && (choice === "sent_redacted" || GOING.includes(choice)))
      this.allow(it.site, text);
  }

  allows(site: string, text: string): boolean {
    return this.sites.get(site)?.allows(text) === true;
  }

  private allow(site: string, text: string): void {
    const settled = this.sites.get(site) ?? new Settled(this.now, WINDOW_MS);
    this.sites.set(site, settled);
    settled.allow(text);
  }
}
