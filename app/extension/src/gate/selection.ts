// Remembers where the caret was and puts it back, but only if it moved: setting an identical range
// makes Lexical lose its caret.

import { pause } from "./pause";
import { focused, type Field, type Place } from "./place";

export interface Caret {
  restore(): Promise<void>;
}

/** Lexical reads selection changes asynchronously. */
const EDITOR_NOTICES_MS = 50;

export function selectionIn(element: Element): Selection | null {
  const root = element.getRootNode() as Node & { getSelection?: () => Selection | null };
  return root.getSelection?.() ?? document.getSelection();
}

function fieldCaret(field: Field): () => void {
  const { selectionStart, selectionEnd, selectionDirection } = field;
  return () => {
    if (selectionStart === null || selectionEnd === null) return; // e-mail and number fields have none
    if (field.selectionStart === selectionStart && field.selectionEnd === selectionEnd) return;
    field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  };
}

function richCaret(element: Element): () => void {
  const now = selectionIn(element);
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = now ?? {};
  return () => {
    const selection = selectionIn(element);
    if (!selection || !anchorNode?.isConnected || !focusNode?.isConnected) return;
    const same =
      selection.anchorNode === anchorNode &&
      selection.anchorOffset === anchorOffset &&
      selection.focusNode === focusNode &&
      selection.focusOffset === focusOffset;
    if (!same) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  };
}

export function rememberCaret(place: Place | undefined): Caret {
  const holder = focused();
  const back =
    place &&
    (place.kind === "field" ? fieldCaret(place.element as Field) : richCaret(place.element));
  return {
    async restore() {
      const moved = focused() !== holder;
      if (moved && holder instanceof HTMLElement && holder.isConnected)
        holder.focus({ preventScroll: true });
      try {
        back?.();
      } catch {
        // The text is shorter now than where the caret was: it stays where the page put it.
      }
      if (moved) await pause(EDITOR_NOTICES_MS);
    },
  };
}
