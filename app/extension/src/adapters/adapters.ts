// Site adapters: data on how prompts leave a site (resources/adapters/sites.json). A malformed
// document is refused whole; the last good one, or the bundled one, stays.

import { parsePath, type Layers } from "./path";
import type { BodyKind } from "./document";

export type EndpointKind = "prompt" | "draft";

export interface Endpoint {
  kind: EndpointKind;
  /** An HTTP method, or SOCKET for frames sent over a WebSocket. */
  method: string;
  url: string;
  body: BodyKind;
  field?: string;
  text: string[];
  /** Requests to this address without a prompt are normal and say nothing about drift. */
  mayBeEmpty?: boolean;
}

export interface Adapter {
  id: string;
  label: string;
  hosts: string[];
  composer: string[];
  send: string[];
  endpoints: Endpoint[];
}

export interface AdapterSet {
  version: string;
  sites: Adapter[];
}

const BODIES: readonly string[] = ["json", "json-records", "form", "text"];
const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0;
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function soundPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function soundEndpoint(value: unknown): value is Endpoint {
  const it = value as Partial<Endpoint> | null;
  return (
    (it?.kind === "prompt" || it?.kind === "draft") &&
    isText(it.method) &&
    isText(it.url) &&
    soundPattern(it.url) &&
    BODIES.includes(it.body ?? "") &&
    (it.field === undefined || isText(it.field)) &&
    isTexts(it.text) &&
    it.text.every((path) => parsePath(path) !== undefined)
  );
}

function soundAdapter(value: unknown): value is Adapter {
  const it = value as Partial<Adapter> | null;
  return (
    isText(it?.id) &&
    isText(it.label) &&
    isTexts(it.hosts) &&
    isTexts(it.composer) &&
    isTexts(it.send) &&
    Array.isArray(it.endpoints) &&
    it.endpoints.every(soundEndpoint)
  );
}

/** Nothing for a document that is not whole. */
export function readAdapters(document: unknown): AdapterSet | undefined {
  const it = document as { schema?: unknown; version?: unknown; sites?: unknown } | null;
  if (it?.schema !== 1 || !isText(it.version) || !Array.isArray(it.sites)) return undefined;
  if (!it.sites.every(soundAdapter)) return undefined;
  return { version: it.version, sites: it.sites };
}

/** Versions are dates or dotted numbers. */
export function newer(a: AdapterSet, b: AdapterSet): AdapterSet {
  return a.version.localeCompare(b.version, "en", { numeric: true }) >= 0 ? a : b;
}

export function covers(siteHost: string, host: string): boolean {
  return host === siteHost || host.endsWith(`.${siteHost}`);
}

export function adapterFor(set: AdapterSet, host: string): Adapter | undefined {
  return set.sites.find((site) => site.hosts.some((known) => covers(known, host)));
}

/** The endpoint that a request goes to; `url` absolute. */
export function endpointFor(
  adapter: Adapter | undefined,
  method: string,
  url: string,
): Endpoint | undefined {
  const address = url.replace(/[?#].*$/s, "");
  return adapter?.endpoints.find((it) => it.method === method && new RegExp(it.url).test(address));
}

export function pathsOf(endpoint: Endpoint): Layers[] {
  return endpoint.text.map(parsePath).filter((path) => path !== undefined);
}
