// What the extension and the agent say to each other, as core/protocol/Messages.h spells it.
// All offsets and lengths count UTF-16 code units.

export const PROTOCOL_VERSION = 1;
export const HOST_NAME = "com.chaperone.host";
/** Longer texts are not sent for judgement; the fail mode decides. */
export const MAX_TEXT_BYTES = 8 * 1024 * 1024;

export type Channel = "paste" | "prompt" | "upload" | "drop";
export type Origin = "unknown" | "typed" | "copied" | "file" | "fetched";
export type Action = "allow" | "log" | "coach" | "justify" | "redact" | "isolate" | "block";
export type FailMode = "open" | "closed";
export type Offer = "redacted" | "edit" | "anyway" | "reason" | "not_sensitive" | "cancel";
export type Choice =
  | "sent"
  | "sent_redacted"
  | "sent_anyway"
  | "sent_reason"
  | "edited"
  | "cancelled"
  | "not_sensitive"
  | "blocked"
  | "expired";

export interface Inspect {
  channel: Channel;
  host: string;
  origin: Origin;
  session: string;
  conversation: string;
  deadlineMs: number;
  canAsk: boolean;
  text: string;
}

export interface Site {
  host: string;
  app: string;
  label: string;
  fail_paste: FailMode;
  fail_send: FailMode;
  sanctioned: boolean;
}

export interface Configuration {
  agent_version: string;
  policy: string;
  state: "protected" | "paused";
  sites: Site[];
  /** The site adapters' document; not read yet. */
  adapters: unknown;
  /** Isolated windows can be opened on this computer. */
  rooms?: boolean;
}

export interface ShownFinding {
  type: string;
  label: string;
  masked: string;
  confidence: string;
}

/** Replace `length` units at `start` by the text. Ascending, not overlapping. */
export type Edit = [start: number, length: number, text: string];

export interface Card {
  title: string;
  why: string;
  offers: Offer[];
  preferred: Offer;
  reasons: string[];
  language: string;
}

export interface Verdict {
  id: string;
  interaction: string;
  action: Action;
  undetermined: boolean;
  undetermined_why: string;
  findings: ShownFinding[];
  finding_count: number;
  edits: Edit[];
  card?: Card | null;
}

/** A name that stands in a text, and the value that was taken out for it. */
export type Restored = [name: string, value: string];

export interface Failure {
  code: string;
  message: string;
}

export type Reply =
  | ({ type: "configuration" } & Configuration)
  | ({ type: "verdict" } & Verdict)
  | ({ type: "error"; id: string } & Failure)
  | { type: "pong"; id: string }
  | { type: "restored"; id: string; values: Restored[] };
