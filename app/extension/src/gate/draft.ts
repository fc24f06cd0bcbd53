// The draft in an editor: reading it as the person sees it, and replacing it whole.

import { applyEdits } from "../text/edits";
import { sameness } from "../text/measure";
import type { Edit } from "../wire/native";
import { insertIntoField, insertPlain, typeText } from "./insert";
import { pause } from "./pause";
import type { Field, Place } from "./place";
import { selectionIn } from "./selection";

const BLOCKS = /^(P|DIV|LI|UL|OL|PRE|BLOCKQUOTE|H[1-6]|TR|TABLE|SECTION|ARTICLE)$/;

/** One line for a block or a line break: what editors write as paragraphs. */
function linesOf(root: Node): string[] {
  const lines = [""];
  let filled = false;
  const fresh = () => {
    if (filled) lines.push("");
    filled = false;
  };
  const add = (text: string) => {
    lines[lines.length - 1] += text;
    filled = true;
  };
  const visit = (node: Node): void => {
    if (node instanceof Text) return node.data === "" ? undefined : add(node.data);
    if (!(node instanceof Element)) return;
    if (node.tagName === "BR") {
      filled = true;
      return fresh();
    }
    const block = node !== root && BLOCKS.test(node.tagName);
    if (block) fresh();
    node.childNodes.forEach(visit);
    if (block) fresh();
  };
  visit(root);
  if (!filled && lines.length > 1) lines.pop();
  return lines;
}

export function readDraft(place: Place): string {
  if (place.kind === "field") return (place.element as Field).value;
  return linesOf(place.element)
    .map((line) => line.replace(/[\u200b\ufeff]/g, ""))
    .join("\n");
}

/** Editors take a selection in asynchronously, some up to a tenth of a second later. What was put in
 *  beside the old text is replaced together with it the second time. */
const SELECTED_MS = [120, 400];
const TAKEN_MS = 60;
const TRIES = 5;

function replaceInField(field: Field, text: string): void {
  field.focus({ preventScroll: true });
  field.select();
  insertIntoField(field, text);
}

async function replaceInRich(place: Place, text: string, selectedMs: number): Promise<void> {
  const root = place.element;
  root.focus({ preventScroll: true });
  selectionIn(root)?.selectAllChildren(root);
  await pause(selectedMs);
  if (text === "") typeText("");
  else insertPlain({ ...place, at: root }, text);
}

/** Gives the draft as it is after redaction; nothing when the editor would not take it. */
export async function redactDraft(
  place: Place,
  draft: string,
  edits: readonly Edit[],
): Promise<string | undefined> {
  const text = applyEdits(draft, edits);
  if (text === undefined) return undefined;
  for (const selectedMs of SELECTED_MS) {
    if (place.kind === "field") replaceInField(place.element as Field, text);
    else await replaceInRich(place, text, selectedMs);
    if (await holds(place, text)) return text;
  }
  return undefined;
}

/** The draft becomes this text, now or soon. */
async function holds(place: Place, text: string): Promise<boolean> {
  for (let round = 0; round < TRIES; round++) {
    if (sameness(readDraft(place)) === sameness(text)) return true;
    await pause(TAKEN_MS);
  }
  return false;
}
