// The hook's side of the question "may this leave?". Runs in the page's world, which is hostile:
// what it needs of the language is taken before the page can change it, and it decides nothing
// itself but what is worth asking.

import { endpointFor, type Adapter } from "../adapters/adapters";
import { bundled } from "../adapters/bundled";
import { adapterFor } from "../adapters/adapters";
import { readOutgoing } from "../adapters/prompt";
import type { HookAnswer, HookAsk, HookRules, Via } from "../wire/internal";
import { offerPort } from "./handover";
import { pristine } from "./pristine";

export type Verdict = { do: "pass" } | { do: "block" } | { do: "rewrite"; body: string };

const PASS: Verdict = { do: "pass" };

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

function topHost(): string {
  const above = location.ancestorOrigins;
  return hostOf(above?.[above.length - 1] ?? location.origin);
}

let post: ((ask: HookAsk) => void) | undefined;
let rules: HookRules["rules"] = { active: true, ...withAdapter(adapterFor(bundled, topHost())) };
let nextId = 1;
/** By id; an object without prototype, which the page cannot reach into. */
const open = Object.create(null) as Record<number, (verdict: Verdict) => void>;
const NativePromise = Promise;

function withAdapter(adapter: Adapter | undefined): { adapter?: Adapter } {
  return adapter ? { adapter } : {};
}

function heard({ data }: MessageEvent<HookAnswer | HookRules>): void {
  if ("rules" in data) {
    rules = data.rules;
    return;
  }
  open[data.id]?.(data);
  delete open[data.id];
}

export function connect(): void {
  offerPort((given) => {
    post = given.postMessage.bind(given);
    given.onmessage = heard;
  });
}

const siteOf = (host: string): string => host.split(".").slice(-2).join(".");

/** Same site as the page, or where an adapter says that prompts go. */
function concerns(method: string, url: string): boolean {
  if (endpointFor(rules.adapter, method, url)) return true;
  return siteOf(hostOf(url)) === siteOf(topHost());
}

/** Is there anything in this request that a person may have written? */
export function worthAsking(method: string, url: string, body: string | undefined): boolean {
  if (!post || !rules.active) return false;
  if (!pristine()) return true;
  if (!concerns(method, url)) return false;
  if (body === undefined) return endpointFor(rules.adapter, method, url)?.kind === "prompt";
  const outgoing = readOutgoing(rules.adapter, method, url, body);
  return outgoing.drifted || outgoing.pieces.some((piece) => piece.trim() !== "");
}

export function ask(
  via: Via,
  method: string,
  url: string,
  body: string | undefined,
): Promise<Verdict> {
  const id = nextId++;
  return new NativePromise((resolve) => {
    if (!post) return resolve(PASS);
    open[id] = resolve;
    post({ id, via, method, url, ...(body !== undefined && { body }) });
  });
}
