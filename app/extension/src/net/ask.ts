// The hook's side of the question "may this leave?". Runs in the page's world, which is hostile:
// what it needs of the language is taken before the page can change it, and it decides nothing
// itself but what is worth asking.

import { endpointFor, type Adapter } from "../adapters/adapters";
import { bundled } from "../adapters/bundled";
import { adapterFor } from "../adapters/adapters";
import { readOutgoing } from "../adapters/prompt";
import type { HookAnswer, HookAsk, HookRules, Via } from "../wire/internal";
import { offerPort } from "./handover";

export type Verdict = { do: "pass" } | { do: "block" } | { do: "rewrite"; body: string };

const PASS: Verdict = { do: "pass" };

let port: MessagePort | undefined;
let post: ((ask: HookAsk) => void) | undefined;
let rules: HookRules["rules"] = { active: true, ...withAdapter(adapterFor(bundled, topHost())) };
let nextId = 1;
const open = new Map<number, (verdict: Verdict) => void>();

function withAdapter(adapter: Adapter | undefined): { adapter?: Adapter } {
  return adapter ? { adapter } : {};
}

function topHost(): string {
  const top = location.ancestorOrigins?.[location.ancestorOrigins.length - 1];
  try {
    return new URL(top ?? location.origin).hostname;
  } catch {
    return "";
  }
}

function heard({ data }: MessageEvent<HookAnswer | HookRules>): void {
  if ("rules" in data) {
    rules = data.rules;
    return;
  }
  open.get(data.id)?.(data);
  open.delete(data.id);
}

export function connect(): void {
  offerPort((given) => {
    port = given;
    post = given.postMessage.bind(given);
    port.onmessage = heard;
  });
}

const siteOf = (host: string): string => host.split(".").slice(-2).join(".");

/** Same site as the page, or where an adapter says that prompts go. */
function concerns(method: string, url: string): boolean {
  if (endpointFor(rules.adapter, method, url)) return true;
  return siteOf(new URL(url).hostname) === siteOf(topHost());
}

/** Is there anything in this request that a person may have written? */
export function worthAsking(method: string, url: string, body: string | undefined): boolean {
  if (!post || !rules.active || !concerns(method, url)) return false;
  if (body === undefined) return endpointFor(rules.adapter, method, url)?.kind === "prompt";
  return readOutgoing(rules.adapter, method, url, body).pieces.some((piece) => piece.trim() !== "") || drifted(method, url, body);
}

const drifted = (method: string, url: string, body: string): boolean => readOutgoing(rules.adapter, method, url, body).drifted;

export function ask(via: Via, method: string, url: string, body: string | undefined): Promise<Verdict> {
  if (!post) return Promise.resolve(PASS);
  const id = nextId++;
  return new Promise((resolve) => {
    open.set(id, resolve);
    post?.({ id, via, method, url, ...(body !== undefined && { body }) });
  });
}
