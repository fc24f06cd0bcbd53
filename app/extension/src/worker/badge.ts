// The toolbar button: quiet when all is well.

import { translate } from "../text/translate";
import type { Standing } from "../wire/internal";

const WARNING = "#B45309";
const QUIET = "#64748B";
const ACCENT = "#0c745a";

interface Badge {
  text: string;
  color: string;
  title: string;
}

export function badgeFor(standing: Standing, asked: number): Badge {
  const say = (key: string) =>
    translate(chrome.i18n.getUILanguage(), key, standing.site?.label ?? standing.host);
  if (!standing.guarded) return { text: "", color: QUIET, title: say("stateElsewhere") };
  if (standing.paused) return { text: "II", color: QUIET, title: say("statePaused") };
  if (standing.agent === "absent") return { text: "!", color: WARNING, title: say("stateAbsent") };
  return { text: asked > 0 ? String(asked) : "", color: ACCENT, title: say("stateProtected") };
}

export async function showBadge(tabId: number, standing: Standing, asked: number): Promise<void> {
  const badge = badgeFor(standing, asked);
  // The tab may be gone by now.
  const quietly = () => undefined;
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text: badge.text }).catch(quietly),
    chrome.action.setBadgeBackgroundColor({ tabId, color: badge.color }).catch(quietly),
    chrome.action.setTitle({ tabId, title: badge.title }).catch(quietly),
  ]);
}
