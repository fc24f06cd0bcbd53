// The paste gate: holds a paste until it is judged, and then puts in what the person chose.

import type { Judge } from "../act/judge";
import type { Channel } from "../wire/native";
import { applyEdits, editsWithin } from "../text/edits";
import { carriedBy, plainTransfer, type Carried } from "./carried";
import { hold, type GateTools } from "./hold";
import { insert, offerPaste } from "./insert";
import { isSecret, placeOf, stillThere, targetOf, type Place } from "./place";
import { rememberCaret } from "./selection";

/** What goes in after judgement; nothing when it is held back. */
export interface Granted {
  data: DataTransfer;
  text: string;
}

export async function judgeCarried(
  judge: Judge,
  channel: Channel,
  carried: Carried,
  near: Element | undefined,
): Promise<Granted | undefined> {
  const ending = await judge.settle({
    channel,
    origin: "copied",
    text: carried.text,
    canAsk: true,
    near,
  });
  if (ending.do === "stop") return undefined;
  if (ending.do === "pass") return { data: carried.whole(), text: carried.plain || carried.text };
  const plain = carried.plain || carried.text;
  const text = applyEdits(plain, editsWithin(ending.edits, 0, plain.length) ?? []);
  return text === undefined ? undefined : { data: plainTransfer(text), text };
}

async function release(
  tools: GateTools,
  carried: Carried,
  target: Element | undefined,
): Promise<void> {
  const place = placeOf(target);
  const caret = rememberCaret(place);
  const granted = await judgeCarried(tools.judge, "paste", carried, place?.element);
  await caret.restore();
  if (granted) deliver(place, target, granted);
}

/** Without an editable place the page may still take the paste (some move it to their composer). */
function deliver(
  place: Place | undefined,
  target: Element | undefined,
  { data, text }: Granted,
): void {
  const now = place && stillThere(place);
  if (now) return insert(now, data, text);
  const at = target?.isConnected ? target : document.body;
  offerPaste(at, data);
}

export function guardPaste(tools: GateTools): void {
  tools.listen("paste", (event) => {
    const target = targetOf(event);
    if (!event.clipboardData || isSecret(target)) return;
    const carried = carriedBy(event.clipboardData);
    if (carried.files > 0) tools.filesSeen();
    if (carried.text.trim() === "") return;
    hold(event);
    void release(tools, carried, target);
  });
}
