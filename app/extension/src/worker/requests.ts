// The last layer, in browsers that let an extension hold a request until somebody has judged it
// (Firefox): what no hook sees. Workers, synchronous requests, posts of forms, windows that a page got at
// before the hook came. Nobody is asked here, and a body cannot be changed any more: what may not go as it
// is does not go. A socket's frames do not come by here: one of a worker, where no hook is, is not opened.

import { decide } from "../act/decision";
import { joined } from "../adapters/prompt";
import { MAX_BYTES, targetAt, textOf, weigh } from "../net/reading";
import type { Judgement, Standing } from "../wire/internal";
import { hostOf } from "./standing";

/** A name without a value has none. */
type FormSeen = Record<string, (string | null)[]>;

/** As Firefox gives it (MDN, webRequest.onBeforeRequest). */
export interface RequestSeen {
  url: string;
  method: string;
  type: string;
  tabId: number;
  /** Workers have none. */
  documentId?: string;
  originUrl?: string;
  documentUrl?: string;
  /** From the frame's parent to the page that the person sees. */
  frameAncestors?: { url: string }[];
  requestBody?: {
    error?: string;
    formData?: FormSeen;
    raw?: { bytes?: ArrayBuffer; file?: string }[];
  } | null;
}

export interface Tools {
  standing(hosts: string[]): Promise<Standing>;
  /** Gave leave a moment ago. */
  allows(standing: Standing, text: string): boolean;
  inspect(standing: Standing, text: string): Promise<Judgement>;
  report(interaction: string, choice: "sent" | "blocked"): void;
  /** Says in the tab that something was held back; `why` where the reason is not the text. */
  held(tab: number, why: string): void;
  /** Says in the tab that a socket was not opened. */
  unopened(tab: number): void;
}

type Answer = { cancel?: boolean };

const GO: Answer = {};
const STOP: Answer = { cancel: true };

/** Of the page that the person sees, then of what is inside it. */
export function hostsBehind(seen: RequestSeen): string[] {
  const top = seen.frameAncestors?.at(-1)?.url;
  return [top, seen.documentUrl, seen.originUrl].map(hostOf).filter((host) => host !== "");
}

function bytesIn(raw: { bytes?: ArrayBuffer }[]): Uint8Array | undefined {
  const pieces = raw.map(({ bytes }) => bytes && new Uint8Array(bytes));
  if (!pieces.every((it) => it !== undefined)) return undefined; // a file: its content is not shown
  const whole = new Uint8Array(pieces.reduce((size, it) => size + it.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

type Field = [name: string, value: string];

/** Any body can be called a form, and is one long name then. */
function textOfFields(fields: Field[]): string {
  if (fields.every(([, value]) => value === "")) return fields.map(([name]) => name).join("&");
  return new URLSearchParams(fields).toString();
}

const fieldsIn = (form: FormSeen): Field[] =>
  Object.entries(form).flatMap(([name, values]) =>
    values.map((value): Field => [name, value ?? ""]),
  );

/** Of a form that is posted as text/plain: a line for each field. */
const fieldsInLines = (text: string): Field[] =>
  text.split("\r\n").map((line) => {
    const at = line.indexOf("=");
    return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
  });

/** Nothing for what is no text. */
export function bodyText({ requestBody, type }: RequestSeen): string | undefined {
  if (requestBody?.formData) return textOfFields(fieldsIn(requestBody.formData));
  const bytes = requestBody?.raw && bytesIn(requestBody.raw);
  const text = bytes && textOf(bytes);
  const posted = type === "main_frame" || type === "sub_frame";
  return text !== undefined && posted ? textOfFields(fieldsInLines(text)) : text;
}

export async function judgeRequest(seen: RequestSeen, tools: Tools): Promise<Answer> {
  const hosts = hostsBehind(seen);
  const standing = await tools.standing(hosts);
  if (!standing.guarded || standing.paused) return GO;
  const { adapter, site } = standing;
  const target = targetAt(adapter, seen.method, seen.url, hosts[0] ?? "");
  const text = target.concerns ? bodyText(seen) : undefined;
  if (text === undefined) return GO;
  if (!target.endpoint && text.length > MAX_BYTES) return GO; // as the hook has it
  const { outgoing } = weigh(adapter, target, text);
  const words = joined(outgoing.pieces.filter((it) => !tools.allows(standing, it)));
  if (words.trim() === "") return GO;
  const judgement = await tools.inspect(standing, words);
  if (judgement.kind !== "verdict")
    return judgement.kind === "unguarded" || site?.fail_send === "open" ? GO : STOP;
  const { verdict } = judgement;
  const goes = decide(verdict).next === "pass";
  if (verdict.interaction !== "") tools.report(verdict.interaction, goes ? "sent" : "blocked");
  if (!goes && outgoing.kind !== "draft") tools.held(seen.tabId, verdict.undetermined_why);
  return goes ? GO : STOP;
}

export async function judgeSocket(seen: RequestSeen, tools: Tools): Promise<Answer> {
  if (seen.documentId !== undefined) return GO; // the hook sees its frames
  const hosts = hostsBehind(seen);
  const { guarded, paused, adapter, site } = await tools.standing(hosts);
  const { concerns } = targetAt(adapter, "SOCKET", seen.url, hosts[0] ?? "");
  if (!guarded || paused || !concerns || site?.fail_send === "open") return GO;
  tools.unopened(seen.tabId);
  return STOP;
}

function judge(seen: RequestSeen, tools: Tools): Answer | Promise<Answer> {
  if (seen.type === "websocket") return judgeSocket(seen, tools).catch(() => STOP);
  return seen.requestBody ? judgeRequest(seen, tools).catch(() => STOP) : GO;
}

interface HoldingEvent {
  addListener(
    take: (seen: RequestSeen) => Answer | Promise<Answer>,
    filter: { urls: string[] },
    extra: string[],
  ): void;
}

/** To be called at once when the worker starts: a request may be what woke it. False where the browser
 *  holds no requests. */
export function guardRequests(tools: Tools): boolean {
  const before = chrome.webRequest?.onBeforeRequest as unknown as HoldingEvent | undefined;
  before?.addListener(
    (seen) => judge(seen, tools),
    { urls: ["https://*/*", "http://*/*", "wss://*/*", "ws://*/*"] },
    ["blocking", "requestBody"],
  );
  return before !== undefined;
}
