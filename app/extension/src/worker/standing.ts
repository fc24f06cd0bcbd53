// How things stand for a page: is it guarded, by which rules, and is somebody there to judge. Pure.

import { adapterFor, covers, type AdapterSet } from "../adapters/adapters";
import type { Standing } from "../wire/internal";
import type { Site } from "../wire/native";
import type { Memory } from "./memory";

/** Where no agent has ever said what policy wants, nothing is held back. */
function siteOfAdapter(adapters: AdapterSet, host: string): Site | undefined {
  const adapter = adapterFor(adapters, host);
  return (
    adapter && {
      host,
      app: adapter.id,
      label: adapter.label,
      fail_paste: "open",
      fail_send: "open",
      sanctioned: false,
    }
  );
}

/** The most specific site that covers the host. */
export function siteFor(memory: Memory, host: string): Site | undefined {
  if (!memory.configuration) return siteOfAdapter(memory.adapters, host);
  const fitting = memory.configuration.sites.filter((site) => covers(site.host, host));
  return fitting.sort((a, b) => b.host.length - a.host.length)[0];
}

export function hostOf(url: string | undefined): string {
  try {
    return new URL(new URL(url ?? "").origin).hostname.toLowerCase(); // also of a blob: address
  } catch {
    return "";
  }
}

/** `hosts`: of the page, then of the frame inside it. The first that is guarded counts. */
export function standingFor(memory: Memory, present: boolean, hosts: string[]): Standing {
  const host = hosts.find((it) => siteFor(memory, it) !== undefined) ?? hosts[0] ?? "";
  const site = siteFor(memory, host);
  const adapter = adapterFor(memory.adapters, host);
  return {
    guarded: site !== undefined,
    paused: memory.configuration?.state === "paused",
    agent: present ? "present" : "absent",
    host,
    ...(site && { site }),
    ...(adapter && { adapter }),
    ...(present && memory.configuration?.rooms && { rooms: true }),
  };
}
