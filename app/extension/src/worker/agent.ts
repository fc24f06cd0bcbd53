// The agent as the worker knows it: one native port, requests told apart by id, deadlines, and
// reconnecting with back-off. A port that breaks fails all that waits on it.

import { readReply } from "../wire/reading";
import {
  HOST_NAME,
  PROTOCOL_VERSION,
  type Configuration,
  type Inspect,
  type Reply,
  type Restored,
  type Verdict,
} from "../wire/native";
import type { Judgement } from "../wire/internal";
import { Backoff } from "./backoff";
import { Waiting } from "./waiting";

export type Presence = "connecting" | "present" | "absent";

export interface AgentEvents {
  configured(configuration: Configuration): void;
  presence(presence: Presence): void;
}

const RESTORE_MS = 3000;

export class Agent {
  presence: Presence = "connecting";
  private port: chrome.runtime.Port | undefined;
  private readonly judging = new Waiting<Judgement>();
  private readonly restoring = new Waiting<Restored[] | undefined>();
  /** Ids whose asker has gone: their late verdicts are closed in the log as expired. */
  private readonly expired = new Set<string>();
  private readonly backoff = new Backoff();
  private retry: ReturnType<typeof setTimeout> | undefined;
  private nextId = 1;

  constructor(private readonly events: AgentEvents) {}

  connect(): void {
    if (this.port || !this.backoff.mayTryNow()) return;
    clearTimeout(this.retry);
    this.backoff.trying();
    const port = chrome.runtime.connectNative(HOST_NAME);
    this.port = port;
    port.onMessage.addListener((message: unknown) => this.received(port, readReply(message)));
    port.onDisconnect.addListener(() => this.lost(port));
    this.post({
      type: "hello",
      client_version: chrome.runtime.getManifest().version,
      browser: browserName(),
      language: chrome.i18n.getUILanguage(),
    });
  }

  /** Asks for a verdict; never fails, and answers by the deadline. */
  inspect(act: Inspect): Promise<Judgement> {
    this.connect();
    if (!this.port) return Promise.resolve({ kind: "unjudged", cause: "agent" });
    const id = `e${this.nextId++}`;
    const answered = this.judging.ask(id, act.deadlineMs, () => this.late(id));
    this.post(inspectMessage(id, act));
    return answered;
  }

  /** The values behind a conversation's names; nothing when nobody says. */
  restore(host: string, conversation: string, from: string): Promise<Restored[] | undefined> {
    this.connect();
    if (!this.port) return Promise.resolve(undefined);
    const id = `r${this.nextId++}`;
    const answered = this.restoring.ask(id, RESTORE_MS, () => this.restoring.answer(id, undefined));
    this.post({ type: "restore", id, host, conversation, from });
    return answered;
  }

  /** Says something that is not answered. Lost when nobody is there. */
  tell(message: Record<string, unknown> & { type: string }): void {
    this.connect();
    this.post(message);
  }

  private post(message: Record<string, unknown> & { type: string }): void {
    try {
      this.port?.postMessage({ v: PROTOCOL_VERSION, ...message });
    } catch {
      // The port broke just now; onDisconnect follows and fails what waits.
    }
  }

  private received(port: chrome.runtime.Port, reply: Reply | undefined): void {
    switch (reply?.type) {
      case "configuration":
        this.backoff.succeeded();
        this.become("present");
        return this.events.configured(reply);
      case "verdict":
        return this.answer(reply.id, { kind: "verdict", verdict: reply }, reply);
      case "restored":
        this.restoring.answer(reply.id, reply.values);
        return;
      case "error":
        this.restoring.answer(reply.id, undefined);
        if (reply.id !== "") this.answer(reply.id, { kind: "unjudged", cause: "agent" });
        if (reply.id === "" || reply.code === "agent_unavailable") this.drop(port);
    }
  }

  private answer(id: string, judgement: Judgement, verdict?: Verdict): void {
    if (!this.judging.answer(id, judgement)) this.closeExpired(id, verdict);
  }

  private closeExpired(id: string, verdict: Verdict | undefined): void {
    if (!this.expired.delete(id) || !verdict?.interaction) return;
    this.tell({ type: "outcome", interaction: verdict.interaction, choice: "expired", reason: "" });
  }

  private late(id: string): void {
    this.expired.add(id);
    this.judging.answer(id, { kind: "unjudged", cause: "deadline" });
  }

  private drop(port: chrome.runtime.Port): void {
    port.disconnect();
    this.lost(port);
  }

  private lost(port: chrome.runtime.Port): void {
    void chrome.runtime.lastError; // read, or the browser reports it as unchecked
    if (this.port !== port) return;
    this.port = undefined;
    this.expired.clear();
    this.backoff.failed();
    this.judging.answerAll({ kind: "unjudged", cause: "agent" });
    this.restoring.answerAll(undefined);
    this.become("absent");
    this.retry = setTimeout(() => this.connect(), this.backoff.delayMs);
  }

  private become(presence: Presence): void {
    if (this.presence === presence) return;
    this.presence = presence;
    this.events.presence(presence);
  }
}

function inspectMessage(id: string, act: Inspect): Record<string, unknown> & { type: string } {
  return {
    type: "inspect",
    id,
    channel: act.channel,
    host: act.host,
    account: "unknown",
    origin: act.origin,
    origin_host: "",
    session: act.session,
    conversation: act.conversation,
    deadline_ms: act.deadlineMs,
    can_ask: act.canAsk,
    text: act.text,
  };
}

function browserName(): string {
  if (/\bFirefox\//.test(navigator.userAgent)) return "firefox";
  const brands = navigator.userAgentData?.brands.map((it) => it.brand) ?? [];
  const known: [string, string][] = [
    ["Microsoft Edge", "edge"],
    ["Brave", "brave"],
    ["Opera", "opera"],
    ["Vivaldi", "vivaldi"],
    ["Google Chrome", "chrome"],
  ];
  return known.find(([brand]) => brands.includes(brand))?.[1] ?? "chromium";
}

declare global {
  interface Navigator {
    readonly userAgentData?: { brands: { brand: string; version: string }[] };
  }
}
