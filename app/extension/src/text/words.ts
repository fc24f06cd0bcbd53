// The words of a text, for telling whether one says more than another.

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

export const wordsOf = (text: string): Set<string> => new Set(text.match(WORD) ?? []);

/** Some words of `text` are not among those of `known`. */
export function saysMoreThan(text: string, known: string): boolean {
  const seen = wordsOf(known);
  return [...wordsOf(text)].some((word) => !seen.has(word));
}
