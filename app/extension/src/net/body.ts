// Request bodies as text, and text put back in their place. What is known at once is read at once,
// so that a request that is none of our business is not delayed.

export interface Readable {
  text: string | undefined;
  /** The same kind of body with other text; nothing when that cannot be done. */
  replace(text: string): BodyInit | undefined;
}

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();
const MAX_BYTES = 32 * 1024 * 1024;

function decode(bytes: ArrayBuffer | ArrayBufferView): string | undefined {
  if (bytes.byteLength > MAX_BYTES) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text fields as form data; a file in between stays what it is. */
function readForm(form: FormData): Readable {
  const fields = [...form].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  return {
    text: new URLSearchParams(fields).toString(),
    replace(text) {
      const next = [...new URLSearchParams(text)];
      const result = new FormData();
      for (const [name, value] of form) {
        if (typeof value === "string") result.append(name, next.shift()?.[1] ?? "");
        else result.append(name, value, value.name);
      }
      return result;
    },
  };
}

const plain = (text: string | undefined): Readable => ({ text, replace: (next) => next });
const bytes = (text: string | undefined): Readable => ({
  text,
  replace: (next) => encoder.encode(next),
});

/** Nothing when the body must be waited for (blobs, streams). */
export function readNow(body: unknown): Readable | undefined {
  if (typeof body === "string") return plain(body);
  if (body instanceof URLSearchParams)
    return { text: body.toString(), replace: (next) => new URLSearchParams(next) };
  if (body instanceof FormData) return readForm(body);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return bytes(decode(body));
  return undefined;
}

/** Reads what takes time; a blob that is too large stays unread. */
export async function readBlob(blob: Blob): Promise<Readable> {
  const content = blob.size > MAX_BYTES ? undefined : decode(await blob.arrayBuffer());
  return { text: content, replace: (next) => new Blob([next], { type: blob.type }) };
}

/** Media are no text; reading them would only cost. */
export const mayBeText = (type: string): boolean => !/^(image|audio|video|font)\//i.test(type);
