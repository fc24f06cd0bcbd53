// Request bodies as the gate can take them, and as they are sent afterwards. What is sent is what
// was judged, never a second look at the page's own object: that could say something else by then.

import type { Content } from "../wire/internal";
import {
  arrayBuffer,
  arrayKind,
  arrayOffset,
  arraySize,
  blobSize,
  bufferSize,
  cloneNode,
  create,
  documentAddress,
  formAppend,
  formEach,
  formHas,
  isObject,
  isOf,
  isView,
  NativeBytes,
  NativeFormData,
  NativeSearch,
  NativeSerializer,
  searchAppend,
  searchEach,
  searchText,
  serialize,
  setBytes,
  viewBuffer,
  viewOffset,
  viewSize,
} from "./natives";

export type Sendable = XMLHttpRequestBodyInit | Document;

export interface Body {
  content: Content;
  /** Says the same as `content`; the page cannot change it. */
  sent: Sendable;
  /** The same kind of body with what the gate put in place; nothing when that cannot be done. */
  rewritten(content: Content): Sendable | undefined;
}

const asItIs = (content: Content): Body => ({
  content,
  sent: content,
  rewritten: (next) => next,
});

function copyOf(buffer: ArrayBufferLike, offset: number, size: number): Uint8Array<ArrayBuffer> {
  const copy = new NativeBytes(size);
  setBytes(copy, new NativeBytes(buffer, offset, size));
  return copy;
}

export const bytesOf = (buffer: ArrayBuffer): Uint8Array<ArrayBuffer> => new NativeBytes(buffer);

function copyOfView(view: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return arrayKind(view) === undefined
    ? copyOf(viewBuffer(view), viewOffset(view), viewSize(view))
    : copyOf(arrayBuffer(view), arrayOffset(view), arraySize(view));
}

function ofSearch(search: URLSearchParams): Body {
  const text = searchText(search);
  return {
    content: text,
    sent: new NativeSearch(text),
    rewritten: (next) => new NativeSearch(next as string),
  };
}

/** Text fields as form data; a file in between stays what it is. */
function ofForm(form: FormData): Body {
  const copy = new NativeFormData();
  const words = new NativeSearch();
  formEach(form, (value, name) => {
    formAppend(copy, name, value);
    if (typeof value === "string") searchAppend(words, name, value);
  });
  return {
    content: searchText(words),
    sent: copy,
    rewritten: (next) => formWith(copy, next as string),
  };
}

function formWith(form: FormData, words: string): FormData {
  const values = create(null) as Record<number, string>;
  let count = 0;
  searchEach(new NativeSearch(words), (value) => void (values[count++] = value));
  const result = new NativeFormData();
  let index = 0;
  formEach(form, (value, name) =>
    formAppend(result, name, typeof value === "string" ? (values[index++] ?? "") : value),
  );
  return result;
}

export function ofDocument(document: Document): Body {
  return {
    content: serialize(new NativeSerializer(), document),
    sent: cloneNode(document, true) as Document,
    rewritten: () => undefined,
  };
}

export const isDocument = (value: unknown): value is Document => isOf(documentAddress, value);

/** What the browser makes of a body that is there at once; anything it does not know becomes a
 *  string. */
export function bodyOf(value: unknown): Body {
  if (!isObject(value)) return asItIs(`${value as string}`);
  if (isView(value)) return asItIs(copyOfView(value));
  if (isOf(bufferSize, value)) return asItIs(copyOf(value as ArrayBuffer, 0, bufferSize(value)));
  if (isOf(blobSize, value)) return asItIs(value as Blob);
  if (isOf(searchText, value)) return ofSearch(value as URLSearchParams);
  if (isOf((it) => formHas(it, ""), value)) return ofForm(value as FormData);
  return asItIs(`${value as unknown as string}`);
}
