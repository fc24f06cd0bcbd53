// What the parts of the extension say to each other. The page sees none of it, but for the
// messages between its own hook and the gate (HookAsk, HookAnswer), which carry its own data back.

import type { Adapter } from "../adapters/adapters";
import type { CardModel } from "../card/model";
import type { BannerKind } from "../card/ui";
import type { Channel, Choice, Origin, Site, Verdict } from "./native";

/** How things stand for one page, as the worker knows it. */
export interface Standing {
  /** Policy wants this page guarded. */
  guarded: boolean;
  paused: boolean;
  agent: "present" | "absent";
  host: string;
  site?: Site;
  adapter?: Adapter;
}

export type ToWorker =
  | { kind: "arrive" }
  | { kind: "inspect"; act: ActRequest }
  | { kind: "outcome"; interaction: string; choice: Choice; reason: string }
  | { kind: "notice"; code: string }
  | { kind: "asked" }
  | { kind: "show"; shown: Shown }
  | { kind: "status"; tab: number; url: string }
  | { kind: "reconnect" };

export interface ActRequest {
  channel: Channel;
  origin: Origin;
  session: string;
  canAsk: boolean;
  text: string;
}

/** Why nobody judged. */
export type Cause = "agent" | "deadline" | "too_large" | "restarted";

export type Judgement =
  | { kind: "verdict"; verdict: Verdict }
  | { kind: "unguarded" }
  | { kind: "unjudged"; cause: Cause };

/** What a frame that nobody can see asks the tab's top frame to show. */
export type Shown =
  | { kind: "card"; id: string; model: CardModel }
  | { kind: "withdraw"; id: string }
  | { kind: "banner"; banner: BannerKind; text?: string };

export type ToPage =
  | { kind: "standing"; standing: Standing }
  | { kind: "show"; shown: Shown };

export interface Status {
  standing: Standing;
  policy: string;
  agentVersion: string;
  hosts: string[];
  /** Match patterns that policy wants and the browser has not granted yet. */
  missing: string[];
}

export type Via = "fetch" | "xhr" | "socket" | "beacon";

/** From the page's hook: may this leave? `body` is undefined when it could not be read. */
export interface HookAsk {
  id: number;
  via: Via;
  method: string;
  url: string;
  body?: string;
}

export type HookAnswer =
  | { id: number; do: "pass" }
  | { id: number; do: "block" }
  | { id: number; do: "rewrite"; body: string };

/** To the page's hook: newer rules on what to ask about. */
export interface HookRules {
  rules: { active: boolean; adapter?: Adapter };
}
