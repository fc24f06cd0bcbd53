// Does a string in an unknown request look written by a person? Requests carry much that is not:
// ids, addresses, flags, encoded blobs. Judging those would raise false alarms and slow the page.

/** Names under which chat pages send what a person wrote. */
const NAMES =
  /^(prompt|message|messages|query|q|question|text|content|contents|input|inputs|parts|body|value|msg|instruction|instructions|user_?input|query_str|user_?message|chat_?message)$/i;

const MIN_WORDS = 4;
const MIN_LENGTH = 24;

export function looksWritten(value: string, name: string): boolean {
  if (/^(https?|data|blob|wss?):\S*$/i.test(value)) return false;
  if (NAMES.test(name)) return value.trim().length >= 6;
  return value.length >= MIN_LENGTH && hasWords(value, MIN_WORDS);
}

function hasWords(value: string, least: number): boolean {
  const words = value.slice(0, 4000).match(/\p{L}[\p{L}\p{M}'’-]*(?=[\s.,;:!?)]|$)/gu);
  // Scripts without spaces between words: a run of letters counts by its length.
  return (words?.length ?? 0) >= least || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}]{8}/u.test(value);
}
