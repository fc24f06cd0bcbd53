// What policy says of the isolated window, as far as the page's gate keeps it.

export type Door = "paste" | "upload" | "copy";
export type Setting = "deny" | "inspect" | "allow";

export type Terms = Record<Door, Setting> & { language: string; version: string };

/** What something carried into the page or out of it meets: the door that is shut, or nothing. */
export function shutFor(
  terms: Terms,
  act: "in" | "out" | "drag",
  files: number,
): Door | undefined {
  if (act === "out") return terms.copy === "deny" ? "copy" : undefined;
  if (act === "drag") return terms.copy === "allow" ? undefined : "copy"; // nobody can judge a drag
  if (files > 0 && terms.upload !== "allow") return "upload"; // only the picker's files are judged
  return terms.paste === "deny" ? "paste" : undefined;
}
