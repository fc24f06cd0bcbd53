// The service worker: joins pages, the popup and the agent. It may be put to sleep at any time, so
// all listeners are registered at once and what matters is in storage.

import type { Judgement, Shown, Standing, Status, ToPage, ToWorker } from "../wire/internal";
import { MAX_TEXT_BYTES, type Configuration, type Restored } from "../wire/native";
import { deadlineFor } from "../act/deadline";
import { longerThan } from "../text/measure";
import { Agent } from "./agent";
import { showBadge } from "./badge";
import { conversationOf } from "./conversation";
import { adaptersOf, keep, recall, type Memory } from "./memory";
import { Passes } from "./passes";
import { guardRequests } from "./requests";
import { allPatterns, coverHosts, enterOpenTabs, partGranted } from "./scripts";
import { hostOf, standingFor } from "./standing";

const RECONNECT_ALARM = "reconnect";
const FIRST_ANSWER_MS = 2000;

let memory: Memory | undefined;
const recalled = recall().then((it) => (memory ??= it));
const askedByTab = new Map<number, number>();
const passes = new Passes();
/** Of what is judged without a page's asking. */
const session = crypto.randomUUID();
let settled: () => void;
const agentSettled = new Promise<void>((resolve) => (settled = resolve));

const agent = new Agent({
  configured: (configuration) => void configured(configuration),
  presence: (presence) => {
    if (presence === "absent") settled();
    if (presence === "absent") void chrome.alarms.create(RECONNECT_ALARM, { periodInMinutes: 1 });
    else void chrome.alarms.clear(RECONNECT_ALARM);
    void refresh();
  },
});

async function configured(configuration: Configuration): Promise<void> {
  const { adapters, sound } = adaptersOf(configuration);
  memory = { configuration, adapters };
  if (!sound) agent.tell({ type: "notice", code: "adapter_drift", host: "" });
  settled();
  await keep(configuration);
  await cover();
  await refresh();
}

function guardedHosts({ configuration, adapters }: Memory): string[] {
  return configuration
    ? configuration.sites.map((site) => site.host)
    : adapters.sites.flatMap((site) => site.hosts);
}

let covering: Promise<void> = Promise.resolve();

/** One after the other: two registrations at once would collide. */
function cover(): Promise<void> {
  covering = covering.then(async () => {
    const fresh = await coverHosts(guardedHosts(memory ?? (await recalled)));
    await enterOpenTabs(fresh);
  });
  return covering;
}

async function standing(hosts: string[]): Promise<Standing> {
  return standingFor(memory ?? (await recalled), agent.presence === "present", hosts);
}

const hostsOf = (sender: chrome.runtime.MessageSender): string[] =>
  [...new Set([hostOf(sender.tab?.url), hostOf(sender.origin), hostOf(sender.url)])].filter(
    (host) => host !== "",
  );

async function tellTab(tab: chrome.tabs.Tab): Promise<void> {
  if (tab.id === undefined || !tab.url) return;
  const now = await standing([hostOf(tab.url)]);
  await showBadge(tab.id, now, askedByTab.get(tab.id) ?? 0);
  const message: ToPage = { kind: "standing", standing: now };
  await chrome.tabs.sendMessage(tab.id, message).catch(() => undefined); // no gate in that tab
}

/** Tells all guarded pages how things stand now. */
async function refresh(): Promise<void> {
  const hosts = guardedHosts(memory ?? (await recalled));
  const patterns = await allPatterns(hosts);
  if (patterns.length === 0) return;
  await Promise.all((await chrome.tabs.query({ url: patterns })).map(tellTab));
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function arrive(sender: chrome.runtime.MessageSender): Promise<Standing> {
  agent.connect();
  await Promise.race([agentSettled, after(FIRST_ANSWER_MS)]);
  const now = await standing(hostsOf(sender));
  const tab = sender.tab?.id;
  if (tab !== undefined && sender.frameId === 0) {
    askedByTab.delete(tab);
    await showBadge(tab, now, 0);
  }
  return now;
}

async function inspect(
  message: ToWorker & { kind: "inspect" },
  sender: chrome.runtime.MessageSender,
): Promise<Judgement> {
  const now = await standing(hostsOf(sender));
  if (!now.guarded || now.paused) return { kind: "unguarded" };
  if (longerThan(message.act.text, MAX_TEXT_BYTES)) return { kind: "unjudged", cause: "too_large" };
  const judgement = await agent.inspect({
    ...message.act,
    host: now.host,
    conversation: await conversationOf(sender.tab?.url),
    deadlineMs: deadlineFor(message.act.channel),
  });
  const unjudgedGoes = now.site?.fail_send === "open";
  if (holdsRequests) passes.judged(now.site?.host ?? "", message.act.text, judgement, unjudgedGoes);
  return judgement;
}

async function restore(
  { from }: ToWorker & { kind: "restore" },
  sender: chrome.runtime.MessageSender,
): Promise<Restored[] | undefined> {
  const url = sender.tab?.url;
  const { guarded, host } = await standing(hostsOf(sender));
  const conversation = await conversationOf(url);
  if (!guarded || conversation === "") return undefined;
  return agent.restore(host, conversation, from === "" ? "" : await conversationOf(from, url));
}

async function inspectRequest(now: Standing, text: string): Promise<Judgement> {
  if (longerThan(text, MAX_TEXT_BYTES)) return { kind: "unjudged", cause: "too_large" };
  return agent.inspect({
    channel: "prompt",
    host: now.host,
    origin: "unknown",
    session,
    conversation: "",
    deadlineMs: deadlineFor("prompt"),
    canAsk: false,
    text: text.toWellFormed(),
  });
}

const holdsRequests = guardRequests({
  standing,
  allows: (now, text) => passes.allows(now.site?.host ?? "", text),
  inspect: inspectRequest,
  report: (interaction, choice) => agent.tell({ type: "outcome", interaction, choice, reason: "" }),
  held: (tab, text) => void showIn(tab, { kind: "banner", banner: "held", ...(text && { text }) }),
  unopened: (tab) => void showIn(tab, { kind: "banner", banner: "unopened" }),
});

async function countAsked(sender: chrome.runtime.MessageSender): Promise<void> {
  const tab = sender.tab?.id;
  if (tab === undefined) return;
  const asked = (askedByTab.get(tab) ?? 0) + 1;
  askedByTab.set(tab, asked);
  await showBadge(tab, await standing(hostsOf(sender)), asked);
}

async function status(url: string): Promise<Status> {
  const known = memory ?? (await recalled);
  return {
    standing: await standing([hostOf(url)]),
    policy: known.configuration?.policy ?? "",
    agentVersion: known.configuration?.agent_version ?? "",
    hosts: guardedHosts(known),
    missing: (await partGranted(guardedHosts(known))).missing,
  };
}

/** A frame's card or banner goes to the tab's top frame; nothing when no gate is there to show it. */
async function showOnTop(shown: Shown, sender: chrome.runtime.MessageSender): Promise<unknown> {
  const tab = sender.tab?.id;
  if (tab === undefined || sender.frameId === 0) return undefined;
  return showIn(tab, shown);
}

/** In a tab's top frame; nothing when no gate is there, or for what belongs to no tab (-1). */
async function showIn(tab: number, shown: Shown): Promise<unknown> {
  if (tab < 0) return undefined;
  const message: ToPage = { kind: "show", shown };
  return chrome.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => undefined);
}

function notice(code: string, sender: chrome.runtime.MessageSender): void {
  agent.tell({ type: "notice", code, host: hostsOf(sender)[0] ?? "" });
}

/** Answers one message; nothing for those that want no answer. */
async function handle(message: ToWorker, sender: chrome.runtime.MessageSender): Promise<unknown> {
  switch (message.kind) {
    case "arrive":
      return arrive(sender);
    case "inspect":
      return inspect(message, sender);
    case "outcome":
      passes.concluded(message.interaction, message.choice);
      return agent.tell({
        type: "outcome",
        interaction: message.interaction,
        choice: message.choice,
        reason: message.reason,
      });
    case "restore":
      return restore(message, sender);
    case "notice":
      return notice(message.code, sender);
    case "asked":
      return countAsked(sender);
    case "show":
      return showOnTop(message.shown, sender);
    case "status":
      return status(message.url);
    case "reconnect":
      agent.connect();
      return cover();
  }
}

chrome.runtime.onMessage.addListener((message: ToWorker, sender, respond) => {
  if (sender.id !== chrome.runtime.id) return false;
  handle(message, sender).then(respond, () => respond(undefined));
  return true;
});
chrome.alarms.onAlarm.addListener(() => agent.connect());
chrome.tabs.onRemoved.addListener((tab) => askedByTab.delete(tab));
chrome.permissions.onAdded.addListener(() => void cover().then(refresh));
chrome.permissions.onRemoved.addListener(() => void cover());
chrome.runtime.onStartup.addListener(() => agent.connect());
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "update") agent.tell({ type: "notice", code: "extension_updated", host: "" });
});
// Stay on the version that open drafts were written under; it is taken at the next browser start.
chrome.runtime.onUpdateAvailable.addListener(() => undefined);

/** Once for each life of the extension, not for each time the worker wakes. */
async function begin(): Promise<void> {
  agent.connect();
  const { begun } = await chrome.storage.session.get("begun");
  await cover();
  if (begun) return;
  await chrome.storage.session.set({ begun: true });
  await enterOpenTabs(await allPatterns(guardedHosts(memory ?? (await recalled))));
}

void begin();
