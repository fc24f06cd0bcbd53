// The toolbar button's page: how things stand for the tab in front, in one sentence, and what can be
// done about it.

import { make } from "../card/element";
import { directionOf, translate } from "../text/translate";
import type { Status, ToWorker } from "../wire/internal";

const language = chrome.i18n.getUILanguage();
const say = (key: string, ...values: (string | number)[]) => translate(language, key, ...values);
const send = <T>(message: ToWorker): Promise<T> =>
  chrome.runtime.sendMessage(message) as Promise<T>;

function sentence({ standing, missing }: Status): { text: string; warning: boolean } {
  const label = standing.site?.label ?? standing.host;
  if (standing.guarded && missing.some((pattern) => pattern.includes(standing.site?.host ?? "?")))
    return { text: say("stateNeedsGrant"), warning: true };
  if (standing.paused) return { text: say("statePaused", label), warning: true };
  if (standing.agent === "absent") return { text: say("stateAbsent"), warning: true };
  return {
    text: say(standing.guarded ? "stateProtected" : "stateElsewhere", label),
    warning: false,
  };
}

function button(label: string, primary: boolean, act: () => Promise<unknown>): HTMLButtonElement {
  const element = make("button", { type: "button", class: primary ? "primary" : undefined }, label);
  element.addEventListener("click", () => void act());
  return element;
}

function facts(status: Status): HTMLElement {
  const rows: [string, string][] = [
    [say("popupApp"), say(status.standing.agent === "present" ? "popupAnswers" : "popupSilent")],
    [say("popupPolicy"), status.policy || say("popupNone")],
  ];
  return make(
    "dl",
    {},
    ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)]),
  );
}

function sites(hosts: string[]): HTMLElement {
  const items = hosts.map((host) => make("li", { dir: "ltr" }, host));
  return make(
    "details",
    {},
    make("summary", {}, `${say("popupSites")} (${hosts.length})`),
    make("ul", {}, ...items),
  );
}

async function grant(patterns: string[]): Promise<void> {
  await chrome.permissions.request({ origins: patterns });
  await show();
}

async function retry(): Promise<void> {
  await send({ kind: "reconnect" });
  setTimeout(() => void show(), 500);
}

async function openEvents(): Promise<void> {
  await send({ kind: "notice", code: "open_events" });
  window.close();
}

function buttons(status: Status): HTMLElement {
  const present = status.standing.agent === "present";
  const ask = status.missing.length;
  return make(
    "div",
    { class: "buttons" },
    ask > 0 && button(say("popupGrant", ask), true, () => grant(status.missing)),
    present
      ? button(say("popupOpenEvents"), ask === 0, openEvents)
      : button(say("popupRetry"), ask === 0, retry),
  );
}

async function show(): Promise<void> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const status = await send<Status>({ kind: "status", tab: tab?.id ?? -1, url: tab?.url ?? "" });
  const state = sentence(status);
  document
    .querySelector("main")
    ?.replaceChildren(
      make("p", { class: state.warning ? "state warning" : "state" }, state.text),
      facts(status),
      sites(status.hosts),
      buttons(status),
      make("p", { class: "local" }, say("popupLocal")),
    );
}

document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);
void show();
