// The isolated window as the gate knows it: its terms, and the bridge to the program around the page.

import type { Door, Terms } from "./terms";

/** The program's side; its messages are the extension's own (core/protocol/Messages.h). */
export interface Bridge {
  send(json: string): void;
  refused(door: Door): void;
  said: { connect(take: (json: string) => void): void };
}

declare global {
  // In the gate's own world; put there by the program before this script.
  var chaperoneRoom: Terms;
  var QWebChannel: new (
    transport: object,
    ready: (channel: { objects: { bridge: Bridge } }) => void,
  ) => unknown;
  var qt: { webChannelTransport?: object } | undefined;
}

const SOON_MS = 10;

/** Only a top frame has a way to the program; the engine offers it a moment after the page begins. */
export function bridge(): Promise<Bridge> {
  return new Promise((resolve) => {
    const join = () => {
      const transport = globalThis.qt?.webChannelTransport;
      if (transport) new QWebChannel(transport, ({ objects }) => resolve(objects.bridge));
      else setTimeout(join, SOON_MS);
    };
    join();
  });
}
