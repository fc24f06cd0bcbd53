// A request body as pieces of text that a person may have written, each of which can be replaced in
// place. Reading and writing go through the same tree, so what was judged is what is rewritten.

import { jsonStrings, type JsonString, type Path } from "./jsonStrings";
import { matches, type Layers } from "./path";

export interface Piece {
  value: string;
  /** Where in the body: names and indexes; nested JSON goes on with the same list. */
  path: Path;
}

/** New value for piece number `index`, or the old one. */
export type Replace = (value: string, index: number) => string;

type Wanted = (path: Path, value: string) => boolean;

/** Walks a JSON text; `wanted` strings become pieces, `nested` ones are walked as JSON themselves. */
interface Walk {
  wanted: Wanted;
  nested: Wanted;
}

function walkJson(
  source: string,
  walk: Walk,
  prefix: Path,
  visit: (piece: Piece) => string,
): string | null {
  const strings = jsonStrings(source);
  if (!strings) return null;
  let result = "";
  let end = 0;
  for (const string of strings) {
    const value = visitString(string, walk, prefix, visit);
    if (value === string.value) continue;
    result += source.slice(end, string.start) + JSON.stringify(value);
    end = string.end;
  }
  return result + source.slice(end);
}

function visitString(
  string: JsonString,
  walk: Walk,
  prefix: Path,
  visit: (piece: Piece) => string,
): string {
  const path = [...prefix, ...string.path];
  if (walk.nested(path, string.value)) {
    const inner = walkJson(string.value, walk, [...path, "@json"], visit);
    if (inner !== null) return inner;
  }
  return walk.wanted(path, string.value) ? visit({ value: string.value, path }) : string.value;
}

function flat(layers: Layers): (string | number)[] {
  return layers.flatMap((layer, index) => (index === 0 ? layer : ["@json", ...layer]));
}

/** A walk to the strings that one of the adapter's paths names. */
export function walkTo(paths: readonly Layers[]): Walk {
  const wanted = paths.map(flat);
  const nested = paths.flatMap((layers) =>
    layers.slice(1).map((_, depth) => flat(layers.slice(0, depth + 1))),
  );
  return {
    wanted: (path) => wanted.some((steps) => matches(steps, path)),
    nested: (path) => nested.some((steps) => matches(steps, path)),
  };
}

/** A walk to everything that looks written by a person, at any depth. */
export function walkToWords(human: (value: string, name: string) => boolean): Walk {
  return {
    wanted: (path, value) => human(value, nameOf(path)),
    nested: (path, value) => path.length < 40 && /^\s*[[{]/.test(value),
  };
}

function nameOf(path: Path): string {
  return (
    path.findLast((step): step is string => typeof step === "string" && step !== "@json") ?? ""
  );
}

export type BodyKind = "json" | "json-records" | "form" | "text";

/** Records of SignalR's JSON protocol end with U+001E. */
const RECORD_END = "\u001e";

function visitRecords(body: string, walk: Walk, visit: (piece: Piece) => string): string | null {
  const records = body.split(RECORD_END);
  const visited = records.map((record) =>
    record.trim() === "" ? record : walkJson(record, walk, [], visit),
  );
  return visited.every((record) => record !== null) ? visited.join(RECORD_END) : null;
}

function visitForm(
  body: string,
  field: string | undefined,
  walk: Walk,
  visit: (piece: Piece) => string,
): string {
  const parts = body.split("&").map((part) => {
    const [name = "", value = ""] = decodePart(part);
    if (field !== undefined && name !== field) return part;
    const next = visitField(name, value, walk, visit);
    return next === value ? part : `${encodeURIComponent(name)}=${encodeURIComponent(next)}`;
  });
  return parts.join("&");
}

/** A field holds JSON, or is a piece itself. */
function visitField(
  name: string,
  value: string,
  walk: Walk,
  visit: (piece: Piece) => string,
): string {
  const inner = /^\s*[[{]/.test(value) ? walkJson(value, walk, [], visit) : null;
  if (inner !== null) return inner;
  return walk.wanted([name], value) ? visit({ value, path: [name] }) : value;
}

function decodePart(part: string): string[] {
  const at = part.indexOf("=");
  const pair = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
  return pair.map((text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text;
    }
  });
}

/** The body with each piece replaced; null when the body is not of that kind. */
export function rewriteBody(
  body: string,
  kind: BodyKind,
  field: string | undefined,
  walk: Walk,
  replace: Replace,
): string | null {
  let index = 0;
  const visit = (piece: Piece) => replace(piece.value, index++);
  switch (kind) {
    case "json":
      return walkJson(body, walk, [], visit);
    case "json-records":
      return visitRecords(body, walk, visit);
    case "form":
      return visitForm(body, field, walk, visit);
    case "text":
      return walk.wanted([], body) ? visit({ value: body, path: [] }) : body;
  }
}

/** The pieces of a body, in order; null when the body is not of that kind. */
export function piecesOf(
  body: string,
  kind: BodyKind,
  field: string | undefined,
  walk: Walk,
): string[] | null {
  const pieces: string[] = [];
  const done = rewriteBody(body, kind, field, walk, (value) => {
    pieces.push(value);
    return value;
  });
  return done === null ? null : pieces;
}
