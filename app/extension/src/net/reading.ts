// The gate's reading of what the hook hands over, in the gate's own world: where it goes, whether
// that concerns anybody, what it says, and the same with other words in place. Pure but for the
// page's address.

import { endpointFor, type Adapter, type Endpoint } from "../adapters/adapters";
import { joined, readOutgoing, type Outgoing } from "../adapters/prompt";
import type { Content, HookAsk } from "../wire/internal";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder("utf-8");
const encoder = new TextEncoder();

/** A blob beyond this is read only where prompts go. */
export const MAX_BYTES = 32 * 1024 * 1024;

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");

const siteOf = (host: string): string => host.split(".").slice(-2).join(".");

/** The host of the page that the person sees. */
function topHost(): string {
  const above = location.ancestorOrigins;
  return hostOf(above?.[above.length - 1] ?? window.origin);
}

export interface Target {
  method: string;
  url: string;
  endpoint: Endpoint | undefined;
  /** The same site as the page, or where an adapter says that prompts go. */
  concerns: boolean;
}

/** An address that is not known, and a page without a host of its own, concern us. `here`: the host of
 *  the page that the person sees. */
export function targetAt(
  adapter: Adapter | undefined,
  method: string,
  url: string,
  here: string,
): Target {
  const endpoint = endpointFor(adapter, method, url);
  const there = hostOf(url);
  const same = here === "" || there === "" || siteOf(here) === siteOf(there);
  return { method, url, endpoint, concerns: endpoint !== undefined || same };
}

export function targetOf(adapter: Adapter | undefined, ask: HookAsk): Target {
  const url = ask.url === null ? "" : (URL.parse(ask.url, document.baseURI)?.href ?? "");
  return targetAt(adapter, ask.method.toUpperCase(), url, topHost());
}

/** Media are no text; reading them would only cost. */
const mayBeText = (type: string): boolean => !/^(image|audio|video|font)\//i.test(type);

export function worthReading(target: Target, blob: Blob): boolean {
  if (target.endpoint?.kind === "prompt") return true;
  return mayBeText(blob.type) && blob.size <= MAX_BYTES;
}

/** Nothing for bytes that are no text. A form with a file is none as a whole; its words are. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    const form = bytes[0] === 0x2d && bytes[1] === 0x2d;
    return form ? lenient.decode(bytes) : undefined;
  }
}

export interface Weighed {
  target: Target;
  outgoing: Outgoing;
  words: string;
}

export function weigh(adapter: Adapter | undefined, target: Target, text: string): Weighed {
  const outgoing = readOutgoing(adapter, target.method, target.url, text);
  return { target, outgoing, words: joined(outgoing.pieces) };
}

/** `text` as a body of the kind of `content`; nothing when more than the text would change. */
export function contentWith(content: Content, text: string): Content | undefined {
  if (typeof content === "string") return text;
  if (content instanceof Blob) return new Blob([text], { type: content.type });
  return text.includes("\ufffd") ? undefined : encoder.encode(text);
}
