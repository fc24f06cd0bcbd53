// How long a person's act may be held while waiting for a verdict, in milliseconds.

import type { Channel } from "../wire/native";

const PASTE_MS = 1500;
const SEND_MS = 3000;

export const deadlineFor = (channel: Channel): number =>
  channel === "prompt" ? SEND_MS : PASTE_MS;
