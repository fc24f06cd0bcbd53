// Names that stand for values in a conversation ("[IBAN 1]"), and finding them in a text. Pure.

import type { Restored } from "../wire/native";

export interface Piece {
  text: string;
  /** The value behind `text`, when it is a name. */
  value?: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const escapedForHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export class Names {
  private readonly values: ReadonlyMap<string, string>;
  private readonly pattern: RegExp | undefined;

  constructor(restored: readonly Restored[]) {
    this.values = new Map(restored);
    const names = [...this.values.keys()].filter((name) => name !== "");
    // The longest first: "[A 1]" must not end inside of another name.
    names.sort((a, b) => b.length - a.length);
    if (names.length > 0) this.pattern = new RegExp(names.map(escaped).join("|"), "gu");
  }

  get none(): boolean {
    return this.pattern === undefined;
  }

  /** The text in pieces, names apart; one piece when it has none. */
  split(text: string): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    for (const match of this.pattern ? text.matchAll(this.pattern) : []) {
      const value = this.values.get(match[0]);
      if (value === undefined) continue;
      if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
      pieces.push({ text: match[0], value });
      at = match.index + match[0].length;
    }
    if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at) });
    return pieces;
  }

  /** The text with its values. */
  restore(text: string): string {
    return this.split(text)
      .map((piece) => piece.value ?? piece.text)
      .join("");
  }

  /** The same in HTML. Names hold no sign that HTML writes otherwise but quotes and ampersands. */
  restoreHtml(html: string): string {
    let restored = html;
    for (const [name, value] of this.values)
      restored = restored.replaceAll(name, () => escapedForHtml(value));
    return restored;
  }
}
