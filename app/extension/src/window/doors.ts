// Keeps shut what policy shuts: ahead of the gate, which judges what comes through the rest.

import { shutFor, type Door, type Terms } from "./terms";

const INSERTING = ["insertFromPaste", "insertFromDrop", "insertFromYank"];

/** Text moved about inside the page is in the page already. */
let dragFromHere = false;

export function keepDoors(terms: Terms, refused: (door: Door) => void): void {
  const keep = (event: Event, door: Door | undefined): void => {
    if (!door) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    refused(door);
  };
  const listen = <K extends keyof WindowEventMap>(
    type: K,
    take: (event: WindowEventMap[K]) => void,
  ) => window.addEventListener(type, (event) => event.isTrusted && take(event), { capture: true });

  const filesOf = (data: DataTransfer | null) => data?.files.length ?? 0;
  listen("paste", (event) => keep(event, shutFor(terms, "in", filesOf(event.clipboardData))));
  listen("drop", (event) => {
    if (!dragFromHere) keep(event, shutFor(terms, "in", filesOf(event.dataTransfer)));
  });
  listen("beforeinput", (event) => {
    if (INSERTING.includes(event.inputType) && !dragFromHere)
      keep(event, shutFor(terms, "in", filesOf(event.dataTransfer)));
  });
  for (const type of ["copy", "cut"] as const)
    listen(type, (event) => keep(event, shutFor(terms, "out", 0)));
  listen("dragstart", (event) => {
    keep(event, shutFor(terms, "drag", 0));
    dragFromHere = !event.defaultPrevented;
  });
  listen("dragend", () => (dragFromHere = false));
}
