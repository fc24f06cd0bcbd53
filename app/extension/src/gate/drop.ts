// The drop gate: text dragged in from elsewhere is held as a paste is. Text moved about inside the
// page is in the page already.

import { judgeCarried, type Granted } from "./paste";
import { carriedBy, type Carried } from "./carried";
import { hold, type GateTools } from "./hold";
import { insertIntoField, typeText } from "./insert";
import { isSecret, placeOf, stillThere, targetOf, type Field, type Place } from "./place";
import { selectionIn } from "./selection";

type Spot = Pick<DragEventInit, "clientX" | "clientY" | "screenX" | "screenY">;

interface CaretPosition {
  readonly offsetNode: Node;
  readonly offset: number;
}

function caretAt(x: number, y: number): CaretPosition | undefined {
  const page = document as Document & {
    caretPositionFromPoint?: (x: number, y: number) => CaretPosition | null;
  };
  return page.caretPositionFromPoint?.(x, y) ?? undefined;
}

function dropped(at: Element, data: DataTransfer, spot: Spot): boolean {
  const event = new DragEvent("drop", {
    dataTransfer: data,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...spot,
  });
  return !at.dispatchEvent(event);
}

function deliver(place: Place, granted: Granted, spot: Spot): void {
  place.element.focus({ preventScroll: true });
  if (dropped(place.at, granted.data, spot)) return;
  const caret = caretAt(spot.clientX ?? 0, spot.clientY ?? 0);
  if (place.kind === "field") {
    const field = place.element as Field;
    if (caret && field.selectionStart !== null && field.contains(caret.offsetNode))
      field.setSelectionRange(caret.offset, caret.offset);
    return insertIntoField(field, granted.text);
  }
  if (caret && place.element.contains(caret.offsetNode))
    selectionIn(place.element)?.collapse(caret.offsetNode, caret.offset);
  typeText(granted.text);
}

async function release(
  tools: GateTools,
  carried: Carried,
  target: Element,
  spot: Spot,
): Promise<void> {
  const place = placeOf(target);
  const granted = await judgeCarried(tools.judge, "drop", carried, place?.element);
  if (!granted) return;
  const now = place && stillThere(place);
  if (now) deliver(now, granted, spot);
  else dropped(target.isConnected ? target : document.body, granted.data, spot);
}

export function guardDrop(tools: GateTools): void {
  let fromHere = false;
  tools.listen("dragstart", () => (fromHere = true));
  tools.listen("dragend", () => (fromHere = false));
  tools.listen("drop", (event) => {
    const target = targetOf(event);
    if (fromHere || !event.dataTransfer || !target || isSecret(target)) return;
    const carried = carriedBy(event.dataTransfer);
    if (carried.files > 0) tools.filesSeen();
    if (carried.text.trim() === "") return;
    hold(event);
    const { clientX, clientY, screenX, screenY } = event;
    void release(tools, carried, target, { clientX, clientY, screenX, screenY });
  });
}
