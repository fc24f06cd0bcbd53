// What the worker must still know after it was put to sleep, and after the browser was closed: the
// last configuration that policy gave, and the newest sound adapters.

import { newer, readAdapters, type AdapterSet } from "../adapters/adapters";
import { bundled } from "../adapters/bundled";
import type { Configuration } from "../wire/native";

export interface Memory {
  /** Nothing before an agent has ever answered. */
  configuration?: Configuration;
  adapters: AdapterSet;
}

const KEY = "configuration";

function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

/** `sound` is false when adapters came that cannot be read. */
export function adaptersOf(configuration: Configuration | undefined): {
  adapters: AdapterSet;
  sound: boolean;
} {
  const document = configuration?.adapters;
  if (document === undefined || document === null || document === "")
    return { adapters: bundled, sound: true };
  const read = readAdapters(parsed(document) ?? null);
  return { adapters: read ? newer(read, bundled) : bundled, sound: read !== undefined };
}

export async function recall(): Promise<Memory> {
  const stored = await chrome.storage.local.get(KEY);
  const configuration = stored[KEY] as Configuration | undefined;
  return { ...(configuration && { configuration }), adapters: adaptersOf(configuration).adapters };
}

export async function keep(configuration: Configuration): Promise<void> {
  await chrome.storage.local.set({ [KEY]: configuration });
}
