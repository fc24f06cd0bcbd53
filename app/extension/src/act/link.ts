// The way from a page to the worker. After an update of the extension the way is gone for good for
// pages that were open: `alive` says so.

import { longerThan } from "../text/measure";
import type { Answer } from "../card/card";
import type { ActRequest, Judgement, Shown, Standing, ToPage, ToWorker } from "../wire/internal";
import { MAX_TEXT_BYTES, type Choice, type Restored } from "../wire/native";
import { deadlineFor } from "./deadline";

/** The worker keeps the deadline; this is for a worker that is gone without a word. */
const GRACE_MS = 1000;

export function alive(): boolean {
  try {
    return chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

function send<T>(message: ToWorker): Promise<T> {
  return chrome.runtime.sendMessage(message) as Promise<T>;
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
}

export async function inspect(act: ActRequest): Promise<Judgement> {
  if (!alive()) return { kind: "unjudged", cause: "restarted" };
  if (longerThan(act.text, MAX_TEXT_BYTES)) return { kind: "unjudged", cause: "too_large" };
  const late = after<Judgement>(deadlineFor(act.channel) + GRACE_MS, {
    kind: "unjudged",
    cause: "deadline",
  });
  const asked = send<Judgement | undefined>({
    kind: "inspect",
    act: { ...act, text: act.text.toWellFormed() },
  });
  const judged = asked.then(
    (judgement) => judgement ?? { kind: "unjudged", cause: "agent" },
    (): Judgement => ({ kind: "unjudged", cause: alive() ? "agent" : "restarted" }),
  );
  return Promise.race([judged as Promise<Judgement>, late]);
}

/** Reports are best effort: a page that cannot reach the worker has nobody to tell. */
async function tell(message: ToWorker): Promise<void> {
  if (alive()) await send(message).catch(() => undefined);
}

/** Over once the worker knows: only then may the content go, which it will see again. */
export async function report(interaction: string, choice: Choice, reason = ""): Promise<void> {
  if (interaction !== "") await tell({ kind: "outcome", interaction, choice, reason });
}

export const notice = (code: string): void => void tell({ kind: "notice", code });
export const asked = (): void => void tell({ kind: "asked" });

export async function arrive(): Promise<Standing | undefined> {
  if (!alive()) return undefined;
  return send<Standing | undefined>({ kind: "arrive" }).catch(() => undefined);
}

/** The values behind names in the conversation that the page shows; nothing when nobody answers. */
export async function restore(from: string): Promise<Restored[] | undefined> {
  if (!alive()) return undefined;
  return send<Restored[] | undefined>({ kind: "restore", from }).catch(() => undefined);
}

export function onStanding(take: (standing: Standing) => void): void {
  chrome.runtime.onMessage.addListener((message: ToPage) => {
    if (message.kind === "standing") take(message.standing);
  });
}

/** Has something shown in the tab's top frame; nothing when no gate is there. */
export async function show(shown: Shown): Promise<Answer | undefined> {
  if (!alive()) return undefined;
  return send<Answer | undefined>({ kind: "show", shown }).catch(() => undefined);
}

export function onShown(take: (shown: Shown) => Promise<Answer | undefined>): void {
  chrome.runtime.onMessage.addListener((message: ToPage, _sender, respond) => {
    if (message.kind !== "show") return false;
    take(message.shown).then(respond, () => respond(undefined));
    return true;
  });
}
