// From a request to the text that is to be judged, and from the judged text back to the request.

import { editsWithin, applyEdits } from "../text/edits";
import type { Edit } from "../wire/native";
import { endpointFor, pathsOf, type Adapter, type Endpoint } from "./adapters";
import { piecesOf, rewriteBody, walkTo, walkToWords, type BodyKind } from "./document";
import { looksWritten } from "./human";

export interface Outgoing {
  kind: "prompt" | "draft" | "unknown";
  pieces: string[];
  /** The adapter's path led nowhere although it should have. */
  drifted: boolean;
  /** The body with edits applied to the joined text; nothing when they cannot be. */
  rewrite(edits: readonly Edit[]): string | undefined;
}

const JOINT = "\n";

export const joined = (pieces: readonly string[]): string => pieces.join(JOINT);

interface Way {
  kind: BodyKind;
  field: string | undefined;
  walk: ReturnType<typeof walkTo>;
}

function outgoing(
  kind: Outgoing["kind"],
  body: string,
  way: Way,
  pieces: string[],
  drifted: boolean,
): Outgoing {
  return { kind, pieces, drifted, rewrite: (edits) => rewritten(body, way, pieces, edits) };
}

function rewritten(
  body: string,
  way: Way,
  pieces: string[],
  edits: readonly Edit[],
): string | undefined {
  const next = redactPieces(pieces, edits);
  if (!next) return undefined;
  return (
    rewriteBody(body, way.kind, way.field, way.walk, (value, index) => next[index] ?? value) ??
    undefined
  );
}

/** Edits of the joined text, spread over its pieces; nothing when one crosses a joint. */
export function redactPieces(
  pieces: readonly string[],
  edits: readonly Edit[],
): string[] | undefined {
  const results: string[] = [];
  let start = 0;
  let used = 0;
  for (const piece of pieces) {
    const inside = editsWithin(edits, start, start + piece.length);
    const result = inside && applyEdits(piece, inside);
    if (inside === undefined || result === undefined) return undefined;
    used += inside.length;
    results.push(result);
    start += piece.length + JOINT.length;
  }
  return used === edits.length ? results : undefined;
}

function byAdapter(endpoint: Endpoint, body: string): Outgoing | undefined {
  const way = { kind: endpoint.body, field: endpoint.field, walk: walkTo(pathsOf(endpoint)) };
  const pieces = piecesOf(body, way.kind, way.field, way.walk);
  if (pieces?.length) return outgoing(endpoint.kind, body, way, pieces, false);
  if (pieces && endpoint.mayBeEmpty) return outgoing(endpoint.kind, body, way, [], false);
  return undefined;
}

function kindsOf(body: string): BodyKind[] {
  if (/^\s*[[{"]/.test(body)) return body.includes("\u001e") ? ["json-records"] : ["json"];
  return /^[\w.%+*~-]+=[^\s]*$/.test(body) ? ["form"] : ["text"];
}

function byLooks(kind: Outgoing["kind"], body: string, drifted: boolean): Outgoing {
  const walk = walkToWords(looksWritten);
  for (const bodyKind of [...kindsOf(body), "text" as const]) {
    const way = { kind: bodyKind, field: undefined, walk };
    const pieces = piecesOf(body, bodyKind, undefined, walk);
    if (pieces) return outgoing(kind, body, way, pieces, drifted);
  }
  return outgoing(kind, body, { kind: "text", field: undefined, walk }, [], drifted);
}

/** Reads a request's body, by the adapter where one fits and by looks where none does. */
export function readOutgoing(
  adapter: Adapter | undefined,
  method: string,
  url: string,
  body: string,
): Outgoing {
  const endpoint = endpointFor(adapter, method, url);
  if (!endpoint) return byLooks("unknown", body, false);
  return byAdapter(endpoint, body) ?? byLooks(endpoint.kind, body, endpoint.mayBeEmpty !== true);
}
