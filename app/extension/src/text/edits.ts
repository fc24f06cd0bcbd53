// Applies a redaction to a text. Offsets count UTF-16 code units, as JavaScript strings do.

import type { Edit } from "../wire/native";

/** Ascending, not overlapping, inside the text and not through the middle of a surrogate pair. */
export function soundEdits(text: string, edits: readonly Edit[]): boolean {
  let end = 0;
  for (const [start, length] of edits) {
    if (start < end || length < 0 || start + length > text.length) return false;
    if (splitsPair(text, start) || splitsPair(text, start + length)) return false;
    end = start + length;
  }
  return true;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

/** The redacted text; nothing when the edits do not fit it. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  if (!soundEdits(text, edits)) return undefined;
  let result = "";
  let end = 0;
  for (const [start, length, replacement] of edits) {
    result += text.slice(end, start) + replacement;
    end = start + length;
  }
  return result + text.slice(end);
}

/** The edits inside [start, end), counted from `start`; nothing when one crosses the border. */
export function editsWithin(
  edits: readonly Edit[],
  start: number,
  end: number,
): Edit[] | undefined {
  const inside: Edit[] = [];
  for (const [at, length, replacement] of edits) {
    if (at + length <= start || at >= end) continue;
    if (at < start || at + length > end) return undefined;
    inside.push([at - start, length, replacement]);
  }
  return inside;
}
