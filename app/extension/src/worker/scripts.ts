// Puts the gate and the hook into the pages that policy names: the manifest does so for the sites it
// knows, this for the rest, as far as the browser has granted it.

import { patternsForAll } from "./patterns";

const SCRIPTS = [
  { id: "hook", file: "hook.js", world: "MAIN" },
  { id: "gate", file: "gate.js", world: "ISOLATED" },
] as const;

const fixedPatterns = (): string[] =>
  (chrome.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []);

const granted = (pattern: string): Promise<boolean> =>
  chrome.permissions.contains({ origins: [pattern] });

/** Wanted patterns, parted into those the browser has granted and those it has not. */
export async function partGranted(
  hosts: readonly string[],
): Promise<{ usable: string[]; missing: string[] }> {
  const patterns = patternsForAll(hosts);
  const answers = await Promise.all(patterns.map(granted));
  return {
    usable: patterns.filter((_, index) => answers[index]),
    missing: patterns.filter((_, index) => !answers[index]),
  };
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

async function register(matches: string[]): Promise<void> {
  await chrome.scripting.registerContentScripts(
    SCRIPTS.map(({ id, file, world }) => ({
      id,
      js: [file],
      world,
      matches,
      runAt: "document_start" as const,
      allFrames: true,
      matchOriginAsFallback: true,
    })),
  );
}

/** Makes the registered scripts fit the hosts; gives the patterns that are new. */
export async function coverHosts(hosts: readonly string[]): Promise<string[]> {
  const fixed = fixedPatterns();
  const { usable } = await partGranted(hosts);
  const wanted = usable.filter((pattern) => !fixed.includes(pattern));
  const registered = await chrome.scripting.getRegisteredContentScripts();
  const current = [...(registered[0]?.matches ?? [])].sort();
  if (same(current, wanted) && (registered.length === SCRIPTS.length || wanted.length === 0))
    return [];
  await chrome.scripting.unregisterContentScripts();
  if (wanted.length > 0) await register(wanted);
  return wanted.filter((pattern) => !current.includes(pattern));
}

/** Tabs that were open already get the gate now; the hook would come after the page's own scripts,
 *  so the gate asks for a reload. */
export async function enterOpenTabs(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  for (const tab of await chrome.tabs.query({ url: [...patterns] })) {
    if (tab.id === undefined || tab.discarded) continue;
    const target = { tabId: tab.id, allFrames: true };
    // A tab that closes or shows an error page meanwhile needs no gate.
    await chrome.scripting
      .executeScript({ target, files: ["gate.js"], injectImmediately: true })
      .catch(() => undefined);
  }
}

export const allPatterns = async (hosts: readonly string[]): Promise<string[]> => [
  ...new Set([...fixedPatterns(), ...(await partGranted(hosts)).usable]),
];
