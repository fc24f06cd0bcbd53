// What a person copies from a page holds the values that they see there. The page is not asked.

import type { Names } from "./names";

/** The text of a fragment as it would be drawn, line by line. Read apart from the page. */
function plainTextOf(fragment: DocumentFragment): string {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = document.createElement("div");
  sheet.style.cssText = "position: fixed; inset-inline-start: -100vw; inline-size: 60em;";
  sheet.append(fragment);
  root.append(sheet);
  document.documentElement.append(host);
  const text = sheet.innerText;
  host.remove();
  return text;
}

/** Puts the selection on the clipboard with the values behind its names. */
export function copyRestored(event: ClipboardEvent, selection: Selection, names: Names): void {
  const clipboard = event.clipboardData;
  if (!clipboard) return;
  const range = selection.getRangeAt(0);
  const html = document.createElement("div");
  html.append(range.cloneContents());
  clipboard.setData("text/html", names.restoreHtml(html.innerHTML));
  clipboard.setData("text/plain", names.restore(plainTextOf(range.cloneContents())));
  event.preventDefault();
  event.stopImmediatePropagation();
}
