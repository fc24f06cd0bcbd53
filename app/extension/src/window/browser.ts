// Stands in for the parts of the browser's extension interface that the gate and the agent use. Only
// a top frame has a way to the program around the page; frames of its origin go through it, and those
// of another have nobody to ask.

import type { ToWorker } from "../wire/internal";
import { keepDoors } from "./doors";
import { bridge, type Bridge } from "./room";
import { closedSite, WindowWorker } from "./worker";

declare global {
  // In the gate's own world, which the frames of one origin share.
  var chaperoneWorker: WindowWorker | undefined;
}

const isTop = window === window.top;
const terms = globalThis.chaperoneRoom;

function workerOfTop(): WindowWorker | undefined {
  try {
    return (window.top as unknown as typeof globalThis).chaperoneWorker;
  } catch {
    return undefined; // of another origin
  }
}

/** What is said before the program listens waits. */
class Port {
  private readonly waiting: string[] = [];
  private way: Bridge | undefined;
  private take: (message: unknown) => void = () => undefined;

  readonly onMessage = {
    addListener: (take: (message: unknown) => void) => (this.take = take),
  };
  readonly onDisconnect = { addListener: () => undefined };

  constructor(joining: Promise<Bridge>) {
    void joining.then((way) => {
      way.said.connect((json) => this.take(JSON.parse(json)));
      this.way = way;
      for (const json of this.waiting) way.send(json);
    });
  }

  postMessage(message: unknown): void {
    const json = JSON.stringify(message);
    if (this.way) this.way.send(json);
    else this.waiting.push(json);
  }

  disconnect(): void {}
}

const joined = isTop ? bridge() : undefined;
const refuse = (door: Parameters<Bridge["refused"]>[0]) =>
  void joined?.then((way) => way.refused(door));

/** A frame that nobody can ask for sends nothing. */
function alone(message: ToWorker): Promise<unknown> {
  if (message.kind !== "arrive") return Promise.reject(new Error("no way to the window"));
  const host = location.hostname;
  return Promise.resolve({
    guarded: true,
    paused: false,
    agent: "absent",
    host,
    site: closedSite(host),
  });
}

function listen(take: Parameters<WindowWorker["listen"]>[0]): void {
  workerOfTop()?.listen(take);
}

Object.defineProperty(globalThis, "chrome", {
  configurable: true,
  value: {
    runtime: {
      id: "window",
      getManifest: () => ({ version: terms.version }),
      connectNative: () => new Port(joined as Promise<Bridge>),
      sendMessage: (message: ToWorker) => workerOfTop()?.handle(message) ?? alone(message),
      onMessage: { addListener: listen },
    },
    i18n: { getUILanguage: () => terms.language },
  },
});

if (isTop) {
  globalThis.chaperoneWorker = new WindowWorker(terms);
  globalThis.chaperoneWorker.begin();
}
keepDoors(terms, refuse);
