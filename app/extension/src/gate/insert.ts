// Puts text into whatever the person writes in, the way each kind of editor accepts it and keeps its
// undo where that was found to work. Fields take execCommand, which is quadratic in lines, so large
// texts go in as a value; everything else takes a synthetic paste, and execCommand if nobody handled it.

import { pasteOf } from "../net/worlds";
import { plainTransfer } from "./carried";
import type { Field, Place } from "./place";

const EXEC_MAX_UNITS = 4096;
const EXEC_MAX_LINES = 40;

function smallEnough(text: string): boolean {
  return (
    text.length <= EXEC_MAX_UNITS && text.split("\n", EXEC_MAX_LINES + 1).length <= EXEC_MAX_LINES
  );
}

export function typeText(text: string): boolean {
  return document.execCommand("insertText", false, text);
}

function setValue(area: HTMLTextAreaElement, text: string): void {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(
    new InputEvent("input", {
      bubbles: true,
      composed: true,
      inputType: "insertFromPaste",
      data: text,
    }),
  );
}

/** Replaces the field's selection. */
export function insertIntoField(field: Field, text: string): void {
  field.focus({ preventScroll: true });
  if (field instanceof HTMLTextAreaElement && !smallEnough(text))
    setValue(field, text.replaceAll("\r\n", "\n"));
  else typeText(text);
}

/** True when the page took it. */
export function offerPaste(target: Element, data: DataTransfer): boolean {
  return !target.dispatchEvent(pasteOf(data));
}

/** `text` is what goes in when the page does not handle the paste itself. */
export function insert(place: Place, data: DataTransfer, text: string): void {
  if (offerPaste(place.at, data)) return;
  if (place.kind === "field") insertIntoField(place.element as Field, text);
  else typeText(text);
}

export function insertPlain(place: Place, text: string): void {
  insert(place, plainTransfer(text), text);
}
