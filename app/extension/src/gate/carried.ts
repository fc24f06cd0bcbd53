// What a paste or a drop carries, read whole before the first await: the browser empties it after.

import { transferOf } from "../net/worlds";
import { saysMoreThan } from "../text/words";

export interface Carried {
  /** What is judged. Redaction counts in it, and only reaches into `plain`. */
  text: string;
  plain: string;
  files: number;
  /** Everything, as it came. */
  whole(): DataTransfer;
}

function textOfHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll("script, style, template")) element.remove();
  return parsed.body.textContent ?? "";
}

/** Rich text that says more than its plain form is judged as well, or it would carry words past. */
function judged(plain: string, html: string): string {
  if (html === "") return plain;
  const rich = textOfHtml(html);
  if (plain === "") return rich;
  return saysMoreThan(rich, plain) ? `${plain}\n${rich}` : plain;
}

export function carriedBy(data: DataTransfer): Carried {
  const types = [...data.types].filter((type) => type !== "Files");
  const texts = types.map((type): [string, string] => [type, data.getData(type)]);
  const files = [...data.files];
  const get = (type: string) => texts.find(([it]) => it === type)?.[1] ?? "";
  const plain = get("text/plain") || get("text/uri-list");
  return {
    text: judged(plain, get("text/html")),
    plain,
    files: files.length,
    whole: () => transferOf(texts, files),
  };
}

export function plainTransfer(text: string): DataTransfer {
  return transferOf([["text/plain", text]], []);
}
