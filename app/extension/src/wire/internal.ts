// What the parts of the extension say to each other. The page sees none of it, but for the
// messages between its own hook and the gate (HookAsk, HookWord), which carry its own data back.

import type { Adapter } from "../adapters/adapters";
import type { CardModel } from "../card/model";
import type { BannerKind } from "../card/ui";
import type { Channel, Choice, FailMode, Origin, Site, Verdict } from "./native";

/** How things stand for one page, as the worker knows it. */
export interface Standing {
  /** Policy wants this page guarded. */
  guarded: boolean;
  paused: boolean;
  agent: "present" | "absent";
  host: string;
  site?: Site;
  adapter?: Adapter;
  /** The page can be had in an isolated window instead. */
  rooms?: boolean;
}

export type ToWorker =
  | { kind: "arrive" }
  | { kind: "inspect"; act: ActRequest }
  /** `from`: the path that the conversation had until the page gave it this one; or "". */
  | { kind: "restore"; from: string }
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

export type ToPage = { kind: "standing"; standing: Standing } | { kind: "show"; shown: Shown };

export interface Status {
  standing: Standing;
  policy: string;
  agentVersion: string;
  hosts: string[];
  /** Match patterns that policy wants and the browser has not granted yet. */
  missing: string[];
}

export type Via = "fetch" | "xhr" | "socket" | "beacon";

/** A request's body as it crosses from the page's world to the gate's: the browser copies it. */
export type Content = string | Uint8Array<ArrayBuffer> | Blob;

/** From the page's hook: may this leave? */
export interface HookAsk {
  id: number;
  via: Via;
  method: string;
  /** As the page gave it, relative or not; null when the hook has not seen where it goes. */
  url: string | null;
  /** Cannot wait for a person. */
  sync: boolean;
  /** null: it takes time to read. Is it worth reading? */
  content: Content | null;
}

/** What becomes of it. */
export type HookVerdict = { say: "pass" | "block" } | { say: "rewrite"; content: Content };

/** To the page's hook. "hold" is said at once, and a verdict follows. */
export type HookWord =
  | ({ id: number } & HookVerdict)
  | { id: number; say: "hold" }
  | { say: "rules"; active: boolean; fail: FailMode };
