// Reads what came over the native port. The agent is trusted, but a message is still only believed
// as far as its shape goes: one bad field must not take the guard down.

import type {
  Action,
  Card,
  Configuration,
  Edit,
  Offer,
  Reply,
  Restored,
  ShownFinding,
  Site,
  Verdict,
} from "./native";

type Fields = Record<string, unknown>;

const ACTIONS: readonly Action[] = [
  "allow",
  "log",
  "coach",
  "justify",
  "redact",
  "isolate",
  "block",
];
const OFFERS: readonly Offer[] = [
  "redacted",
  "edit",
  "anyway",
  "reason",
  "not_sensitive",
  "cancel",
];

const fields = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const count = (value: unknown): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
const list = <T>(value: unknown, read: (item: unknown) => T | undefined): T[] =>
  Array.isArray(value) ? value.map(read).filter((item): item is T => item !== undefined) : [];
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((item) => item === value);

function readSite(value: unknown): Site | undefined {
  const site = fields(value);
  const host = text(site?.["host"]);
  if (!site || !/^[a-z0-9._-]+$|^\[[0-9a-f:]+\]$/.test(host)) return undefined;
  return {
    host,
    app: text(site["app"]),
    label: text(site["label"]) || host,
    fail_paste: site["fail_paste"] === "closed" ? "closed" : "open",
    fail_send: site["fail_send"] === "open" ? "open" : "closed",
    sanctioned: site["sanctioned"] === true,
  };
}

function readFinding(value: unknown): ShownFinding | undefined {
  const finding = fields(value);
  return (
    finding && {
      type: text(finding["type"]),
      label: text(finding["label"]) || text(finding["type"]),
      masked: text(finding["masked"]),
      confidence: text(finding["confidence"]),
    }
  );
}

function readEdit(value: unknown): Edit | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [start, length, replacement] = value as unknown[];
  const sound =
    Number.isSafeInteger(start) && Number.isSafeInteger(length) && typeof replacement === "string";
  return sound ? [start as number, length as number, replacement as string] : undefined;
}

/** All edits or none: a redaction with one edit lost would leak what it was to hide. */
function readEdits(value: unknown): Edit[] {
  const edits = list(value, readEdit);
  return Array.isArray(value) && edits.length === value.length ? edits : [];
}

function readCard(value: unknown): Card | undefined {
  const card = fields(value);
  if (!card) return undefined;
  const offers = list(card["offers"], (item) => oneOf(OFFERS, item));
  return {
    title: text(card["title"]),
    why: text(card["why"]),
    offers,
    preferred: oneOf(offers, card["preferred"]) ?? offers[0] ?? "cancel",
    reasons: list(card["reasons"], (item) => text(item) || undefined),
    language: text(card["language"]) || "en",
  };
}

function readVerdict(message: Fields): Verdict | undefined {
  const action = oneOf(ACTIONS, message["action"]);
  if (!action) return undefined;
  const card = readCard(message["card"]);
  const findings = list(message["findings"], readFinding);
  return {
    id: text(message["id"]),
    interaction: text(message["interaction"]),
    action,
    undetermined: message["undetermined"] === true,
    undetermined_why: text(message["undetermined_why"]),
    findings,
    finding_count: Math.max(count(message["finding_count"]), findings.length),
    edits: readEdits(message["edits"]),
    ...(card ? { card } : {}),
  };
}

function readRestored(value: unknown): Restored | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [name, restored] = value as unknown[];
  return typeof name === "string" && name !== "" && typeof restored === "string"
    ? [name, restored]
    : undefined;
}

function readConfiguration(message: Fields): Configuration {
  return {
    agent_version: text(message["agent_version"]),
    policy: text(message["policy"]),
    state: message["state"] === "paused" ? "paused" : "protected",
    sites: list(message["sites"], readSite),
    adapters: message["adapters"],
    rooms: message["rooms"] === true,
  };
}

/** One message from the port; nothing when it is none that we know. */
export function readReply(value: unknown): Reply | undefined {
  const message = fields(value);
  switch (message?.["type"]) {
    case "configuration":
      return { type: "configuration", ...readConfiguration(message) };
    case "verdict": {
      const verdict = readVerdict(message);
      return verdict && { type: "verdict", ...verdict };
    }
    case "error":
      return {
        type: "error",
        id: text(message["id"]),
        code: text(message["code"]),
        message: text(message["message"]),
      };
    case "restored":
      return {
        type: "restored",
        id: text(message["id"]),
        values: list(message["values"], readRestored),
      };
    case "pong":
      return { type: "pong", id: text(message["id"]) };
    default:
      return undefined;
  }
}
